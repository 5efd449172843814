// The native baseline of the benchmarks: a textbook tracker in C++17 with no library beside the standard one.
//
//   gnn-ekf SCENARIO TRACKS REPETITIONS
//
// Global nearest neighbour (exact sparse assignment), one extended Kalman filter for each track with nearly
// constant velocity in Cartesian coordinates, measurements of range, azimuth and elevation, an ellipsoidal gate,
// confirmation by 3 detections in 5 scans, and an end after 5 misses. Confirmed tracks choose first, as is common.
// Axes are north, east, up; azimuth is atan2(east, north). Reading and writing are not timed: an untimed run goes before
// the repetitions, and another after them writes the tracks. Prints the processor time of each repetition and the wall time
// of each scan as JSON.
//
// Y. Bar-Shalom, X. R. Li and T. Kirubarajan, "Estimation with Applications to Tracking and Navigation" (2001):
// 6.2.2 (motion), 10.3.3 (filter). R. Jonker and A. Volgenant, Computing 38 (1987): shortest augmenting paths.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <utility>
#include <vector>

namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kGateSigma = 3.37;
constexpr double kGate = kGateSigma * kGateSigma;
constexpr double kLevelDensity = 30;     // of acceleration, m²/s³, each horizontal axis
constexpr double kVerticalDensity = 60;  // the same upwards
constexpr double kStartLevelSigma = 200;     // m/s
constexpr double kStartVerticalSigma = 150;  // m/s
constexpr int kConfirmDetections = 3;
constexpr int kConfirmWindow = 5;
constexpr int kMissesToEnd = 5;

struct Plot {
  double range, azimuth, elevation;
};
struct Scan {
  double time;
  std::vector<Plot> plots;
};
struct Radar {
  double rangeSigma, azimuthSigma, elevationSigma;
};

// Symmetric 3×3 in the order 00 01 02 11 12 22.
using Symmetric = std::array<double, 6>;

struct Track {
  int id;
  double x[6];     // position, velocity
  double P[6][6];  // its covariance
  unsigned seen;   // latest scans, the newest in bit 0, 1 where detected
  int age;         // scans since the first, that one counted
  int misses;      // in a row
  // Of the prediction to the scan in hand:
  double predicted[3];
  double PH[6][3];  // P·Hᵀ
  Symmetric inverse;
  double sigma[3];  // root of the innovation's variances
};

double wrap(double angle) {
  if (angle > kPi) return angle - 2 * kPi;
  if (angle < -kPi) return angle + 2 * kPi;
  return angle;
}

void predict(Track& t, double dt) {
  for (int i = 0; i < 3; i++) t.x[i] += dt * t.x[i + 3];
  // P ← F·P·Fᵀ, F = [I, dt·I; 0, I]: rows, then columns.
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 6; j++) t.P[i][j] += dt * t.P[i + 3][j];
  for (int i = 0; i < 6; i++)
    for (int j = 0; j < 3; j++) t.P[i][j] += dt * t.P[i][j + 3];
  for (int i = 0; i < 3; i++) {
    const double q = i < 2 ? kLevelDensity : kVerticalDensity;
    t.P[i][i] += q * dt * dt * dt / 3;
    t.P[i][i + 3] += q * dt * dt / 2;
    t.P[i + 3][i] += q * dt * dt / 2;
    t.P[i + 3][i + 3] += q * dt;
  }
}

void predictMeasurement(Track& t, const Radar& radar) {
  const double x = t.x[0], y = t.x[1], z = t.x[2];
  const double level2 = x * x + y * y, range2 = level2 + z * z;
  const double level = std::sqrt(level2), range = std::sqrt(range2);
  t.predicted[0] = range;
  t.predicted[1] = std::atan2(y, x);
  t.predicted[2] = std::atan2(z, level);
  const double H[3][3] = {
      {x / range, y / range, z / range},
      {-y / level2, x / level2, 0},
      {-x * z / (range2 * level), -y * z / (range2 * level), level / range2}};
  for (int i = 0; i < 6; i++)
    for (int k = 0; k < 3; k++)
      t.PH[i][k] = t.P[i][0] * H[k][0] + t.P[i][1] * H[k][1] + t.P[i][2] * H[k][2];
  auto s = [&](int a, int b) {
    return H[a][0] * t.PH[0][b] + H[a][1] * t.PH[1][b] + H[a][2] * t.PH[2][b];
  };
  const double s00 = s(0, 0) + radar.rangeSigma * radar.rangeSigma;
  const double s11 = s(1, 1) + radar.azimuthSigma * radar.azimuthSigma;
  const double s22 = s(2, 2) + radar.elevationSigma * radar.elevationSigma;
  const double s01 = s(0, 1), s02 = s(0, 2), s12 = s(1, 2);
  const double c0 = s11 * s22 - s12 * s12;
  const double c1 = s02 * s12 - s01 * s22;
  const double c2 = s01 * s12 - s02 * s11;
  const double scale = 1 / (s00 * c0 + s01 * c1 + s02 * c2);
  t.inverse = {c0 * scale,
               c1 * scale,
               c2 * scale,
               (s00 * s22 - s02 * s02) * scale,
               (s01 * s02 - s00 * s12) * scale,
               (s00 * s11 - s01 * s01) * scale};
  t.sigma[0] = std::sqrt(s00);
  t.sigma[1] = std::sqrt(s11);
  t.sigma[2] = std::sqrt(s22);
}

void update(Track& t, const Plot& plot) {
  const double y[3] = {plot.range - t.predicted[0], wrap(plot.azimuth - t.predicted[1]),
                       plot.elevation - t.predicted[2]};
  const Symmetric& I = t.inverse;
  double K[6][3];
  for (int i = 0; i < 6; i++) {
    const double a = t.PH[i][0], b = t.PH[i][1], c = t.PH[i][2];
    K[i][0] = a * I[0] + b * I[1] + c * I[2];
    K[i][1] = a * I[1] + b * I[3] + c * I[4];
    K[i][2] = a * I[2] + b * I[4] + c * I[5];
    t.x[i] += K[i][0] * y[0] + K[i][1] * y[1] + K[i][2] * y[2];
  }
  for (int i = 0; i < 6; i++)
    for (int j = i; j < 6; j++) {
      t.P[i][j] -= K[i][0] * t.PH[j][0] + K[i][1] * t.PH[j][1] + K[i][2] * t.PH[j][2];
      t.P[j][i] = t.P[i][j];
    }
}

Track begin(int id, const Plot& p, const Radar& radar) {
  Track t{};
  t.id = id;
  t.seen = 1;
  t.age = 1;
  const double ce = std::cos(p.elevation), se = std::sin(p.elevation);
  const double ca = std::cos(p.azimuth), sa = std::sin(p.azimuth);
  const double level = p.range * ce;
  t.x[0] = level * ca;
  t.x[1] = level * sa;
  t.x[2] = p.range * se;
  const double J[3][3] = {{ce * ca, -level * sa, -p.range * se * ca},
                          {ce * sa, level * ca, -p.range * se * sa},
                          {se, 0, level}};
  const double R[3] = {radar.rangeSigma * radar.rangeSigma,
                       radar.azimuthSigma * radar.azimuthSigma,
                       radar.elevationSigma * radar.elevationSigma};
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      t.P[i][j] = J[i][0] * J[j][0] * R[0] + J[i][1] * J[j][1] * R[1] + J[i][2] * J[j][2] * R[2];
  t.P[3][3] = t.P[4][4] = kStartLevelSigma * kStartLevelSigma;
  t.P[5][5] = kStartVerticalSigma * kStartVerticalSigma;
  return t;
}

struct Edge {
  int column;
  double cost;
};

// Cheapest assignment of rows to columns, sparse; a row may stay alone at cost 0, so every edge costs less than 0.
class Assigner {
 public:
  const std::vector<int>& solve(const std::vector<int>& start, const std::vector<Edge>& edges, int columns) {
    const int rows = static_cast<int>(start.size()) - 1;
    start_ = &start;
    edges_ = &edges;
    columnOf_.assign(rows, -1);
    rowOf_.assign(columns, -1);
    rowPrice_.assign(rows, 0);
    columnPrice_.assign(columns, 0);
    distance_.assign(columns, kFar);
    before_.assign(columns, -1);
    done_.assign(columns, 0);
    for (int row = 0; row < rows; row++)
      if (start[row] < start[row + 1]) augment(row);
    return columnOf_;
  }

 private:
  static constexpr double kFar = 1e300;
  using Reached = std::pair<double, int>;

  // One row more, by the shortest path to a free column or to a row that is better left alone.
  void augment(int root) {
    heap_ = {};
    touched_.clear();
    settled_.clear();
    rows_.assign(1, {0.0, root});
    double best = -rowPrice_[root];
    int freeColumn = -1, leaver = root;
    relax(root, 0);
    while (!heap_.empty()) {
      const auto [d, column] = heap_.top();
      heap_.pop();
      if (done_[column] || d > distance_[column]) continue;
      if (d >= best) break;
      done_[column] = 1;
      settled_.push_back(column);
      const int owner = rowOf_[column];
      if (owner < 0) {
        freeColumn = column;
        best = d;
        break;
      }
      rows_.push_back({d, owner});
      if (d - rowPrice_[owner] < best) {
        best = d - rowPrice_[owner];
        leaver = owner;
      }
      relax(owner, d);
    }
    for (const auto& [d, row] : rows_) rowPrice_[row] += best - d;
    for (int column : settled_)
      if (distance_[column] < best) columnPrice_[column] += distance_[column] - best;
    int column = freeColumn;
    if (column < 0) {
      column = columnOf_[leaver];
      columnOf_[leaver] = -1;
    }
    while (column >= 0) {
      const int row = before_[column];
      const int next = columnOf_[row];
      columnOf_[row] = column;
      rowOf_[column] = row;
      column = row == root ? -1 : next;
    }
    for (int c : touched_) {
      distance_[c] = kFar;
      done_[c] = 0;
    }
  }

  void relax(int row, double base) {
    for (int e = (*start_)[row]; e < (*start_)[row + 1]; e++) {
      const Edge& edge = (*edges_)[e];
      if (done_[edge.column]) continue;
      const double d = base + edge.cost - rowPrice_[row] - columnPrice_[edge.column];
      if (d >= distance_[edge.column] - 1e-12) continue;
      if (distance_[edge.column] == kFar) touched_.push_back(edge.column);
      distance_[edge.column] = d;
      before_[edge.column] = row;
      heap_.push({d, edge.column});
    }
  }

  const std::vector<int>* start_ = nullptr;
  const std::vector<Edge>* edges_ = nullptr;
  std::vector<int> columnOf_, rowOf_, before_, touched_, settled_;
  std::vector<double> rowPrice_, columnPrice_, distance_;
  std::vector<char> done_;
  std::vector<std::pair<double, int>> rows_;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<Reached>> heap_;
};

class Tracker {
 public:
  explicit Tracker(const Radar& radar) : radar_(radar) {}

  void process(const Scan& scan, double dt) {
    const int count = static_cast<int>(scan.plots.size());
    order_.resize(count);
    for (int i = 0; i < count; i++) order_[i] = i;
    std::sort(order_.begin(), order_.end(), [&](int a, int b) {
      return scan.plots[a].azimuth < scan.plots[b].azimuth;
    });
    azimuths_.resize(count);
    for (int i = 0; i < count; i++) azimuths_[i] = scan.plots[order_[i]].azimuth;
    used_.assign(count, 0);
    associate(confirmed_, scan, dt);
    associate(tentative_, scan, dt);
    settle();
    for (int i = 0; i < count; i++)
      if (!used_[i]) tentative_.push_back(begin(nextId_++, scan.plots[i], radar_));
  }

  const std::vector<Track>& confirmed() const { return confirmed_; }

 private:
  void associate(std::vector<Track>& tracks, const Scan& scan, double dt) {
    start_.assign(1, 0);
    edges_.clear();
    for (Track& t : tracks) {
      if (dt > 0) predict(t, dt);
      predictMeasurement(t, radar_);
      gate(t, scan);
      start_.push_back(static_cast<int>(edges_.size()));
    }
    const std::vector<int>& columnOf =
        assigner_.solve(start_, edges_, static_cast<int>(scan.plots.size()));
    for (size_t i = 0; i < tracks.size(); i++) {
      Track& t = tracks[i];
      const bool hit = columnOf[i] >= 0;
      t.seen = (t.seen << 1) | (hit ? 1u : 0u);
      t.age++;
      t.misses = hit ? 0 : t.misses + 1;
      if (!hit) continue;
      used_[columnOf[i]] = 1;
      update(t, scan.plots[columnOf[i]]);
    }
  }

  void gate(const Track& t, const Scan& scan) {
    const double width = kGateSigma * t.sigma[1];
    if (width >= kPi) return test(t, scan, -kPi, kPi);
    const double low = t.predicted[1] - width, high = t.predicted[1] + width;
    test(t, scan, std::max(low, -kPi), std::min(high, kPi));
    if (low < -kPi) test(t, scan, low + 2 * kPi, kPi);
    if (high > kPi) test(t, scan, -kPi, high - 2 * kPi);
  }

  void test(const Track& t, const Scan& scan, double from, double to) {
    const Symmetric& I = t.inverse;
    auto at = std::lower_bound(azimuths_.begin(), azimuths_.end(), from) - azimuths_.begin();
    for (; at < static_cast<long>(azimuths_.size()) && azimuths_[at] <= to; at++) {
      const int column = order_[at];
      if (used_[column]) continue;
      const Plot& p = scan.plots[column];
      const double y0 = p.range - t.predicted[0];
      if (std::fabs(y0) > kGateSigma * t.sigma[0]) continue;
      const double y2 = p.elevation - t.predicted[2];
      if (std::fabs(y2) > kGateSigma * t.sigma[2]) continue;
      const double y1 = wrap(p.azimuth - t.predicted[1]);
      const double squared = y0 * (I[0] * y0 + 2 * (I[1] * y1 + I[2] * y2)) +
                             y1 * (I[3] * y1 + 2 * I[4] * y2) + I[5] * y2 * y2;
      if (squared < kGate) edges_.push_back({column, squared - kGate});
    }
  }

  // Confirms and ends. A tentative track ends when it can no longer reach its count inside the window.
  void settle() {
    size_t kept = 0;
    for (size_t i = 0; i < confirmed_.size(); i++)
      if (confirmed_[i].misses < kMissesToEnd) confirmed_[kept++] = confirmed_[i];
    confirmed_.resize(kept);
    kept = 0;
    for (size_t i = 0; i < tentative_.size(); i++) {
      const Track& t = tentative_[i];
      const int window = std::min(t.age, kConfirmWindow);
      const int hits = __builtin_popcount(t.seen & ((1u << kConfirmWindow) - 1));
      if (hits >= kConfirmDetections) confirmed_.push_back(t);
      else if (window - hits <= kConfirmWindow - kConfirmDetections) tentative_[kept++] = t;
    }
    tentative_.resize(kept);
  }

  Radar radar_;
  int nextId_ = 0;
  std::vector<Track> confirmed_, tentative_;
  std::vector<int> order_, start_;
  std::vector<double> azimuths_;
  std::vector<char> used_;
  std::vector<Edge> edges_;
  Assigner assigner_;
};

// What other processes take from the processor does not count.
double processorSeconds() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

double seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

bool read(const char* path, Radar& radar, std::vector<Scan>& scans) {
  FILE* file = std::fopen(path, "r");
  if (file == nullptr) return false;
  int count = 0;
  bool ok = std::fscanf(file, "%d %lf %lf %lf", &count, &radar.rangeSigma, &radar.azimuthSigma,
                        &radar.elevationSigma) == 4;
  scans.resize(ok ? count : 0);
  for (Scan& scan : scans) {
    int plots = 0;
    ok = ok && std::fscanf(file, "%lf %d", &scan.time, &plots) == 2;
    if (!ok) break;
    scan.plots.resize(plots);
    for (Plot& p : scan.plots)
      ok = ok && std::fscanf(file, "%lf %lf %lf", &p.range, &p.azimuth, &p.elevation) == 3;
  }
  std::fclose(file);
  return ok;
}

void write(FILE* file, int scan, const std::vector<Track>& tracks) {
  for (const Track& t : tracks)
    std::fprintf(file, "%d %d %.6f %.6f %.6f %.6f %.6f %.6f\n", scan, t.id, t.x[0], t.x[1], t.x[2], t.x[3],
                 t.x[4], t.x[5]);
}

}  // namespace

int main(int argc, char** argv) {
  Radar radar{};
  std::vector<Scan> scans;
  if (argc != 4 || !read(argv[1], radar, scans)) {
    std::fprintf(stderr, "usage: gnn-ekf SCENARIO TRACKS REPETITIONS\n");
    return 2;
  }
  const int repetitions = std::atoi(argv[3]);
  std::vector<double> totals, scanTimes;
  for (int repetition = -1; repetition <= repetitions; repetition++) {
    const bool timed = repetition >= 0 && repetition < repetitions;
    FILE* out = repetition == repetitions ? std::fopen(argv[2], "w") : nullptr;
    Tracker tracker(radar);
    double last = scans.empty() ? 0 : scans[0].time;
    const double started = processorSeconds();
    for (size_t k = 0; k < scans.size(); k++) {
      const double begun = seconds();
      tracker.process(scans[k], scans[k].time - last);
      if (timed) scanTimes.push_back(seconds() - begun);
      last = scans[k].time;
      if (out != nullptr) write(out, static_cast<int>(k), tracker.confirmed());
    }
    if (timed) totals.push_back(processorSeconds() - started);
    if (out != nullptr) std::fclose(out);
  }
  auto print = [](const char* name, const std::vector<double>& values, const char* end) {
    std::printf("\"%s\":[", name);
    for (size_t i = 0; i < values.size(); i++) std::printf("%s%.9f", i ? "," : "", values[i]);
    std::printf("]%s", end);
  };
  std::printf("{");
  print("repetitionSeconds", totals, ",");
  print("scanSeconds", scanTimes, "}\n");
  return 0;
}
