/** Longest message of transports that keep messages apart: a request, a frame of a WebSocket, what a topic carries. */
export const MESSAGE_OCTETS_MAX = 1_048_576;
