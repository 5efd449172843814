/* Accepts N connections on a port of 127.0.0.1, and at each line on its input sends the same octets to all of them, one after the other:
   the least that telling N clients costs. Prints nanoseconds of processor time and of the wall for each round. */
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

static long long now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  int clients = atoi(argv[1]), octets = atoi(argv[2]);
  int *sockets = malloc(sizeof(int) * clients);
  char *message = calloc(1, octets), line[16];
  int listener = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 4096)) return 1;
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("port %d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (int i = 0; i < clients; i++) {
    sockets[i] = accept(listener, NULL, NULL);
    if (sockets[i] < 0) return 1;
    setsockopt(sockets[i], IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  }
  printf("ready\n");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin)) {
    long long wall = now(CLOCK_MONOTONIC), used = now(CLOCK_THREAD_CPUTIME_ID);
    for (int i = 0; i < clients; i++)
      if (send(sockets[i], message, octets, MSG_NOSIGNAL | MSG_DONTWAIT) != octets) return 3;
    printf("round %lld %lld\n", now(CLOCK_THREAD_CPUTIME_ID) - used, now(CLOCK_MONOTONIC) - wall);
    fflush(stdout);
  }
  return 0;
}
