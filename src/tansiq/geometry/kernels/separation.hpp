// Closest approach of aircraft in straight motion, for all pairs that may come near within a time.
#pragma once

#include <cstdint>
#include <vector>

namespace tansiq {

// Columns of equal length: one report each.
struct Tracks {
    std::int64_t count;
    const double* lon_deg;
    const double* lat_deg;
    const double* alt_m;
    const double* east_mps;
    const double* north_mps;
    const double* up_mps;
    const double* position_error_m;  // null: none; added to the distance that is kept
    const double* altitude_error_m;  // null: none
    const double* late_s;            // null: none; the report's age, by which it is carried on
};

struct Standoff {
    double distance_m, height_m, within_s;
    double turn_mps2;  // how hard a track may have turned since its report: widens its error by half of this late_s^2
};

struct Encounter {
    std::uint32_t a, b;
    float begins_s, ends_s;   // when both distance and height are, or may be, below the standoff; within [0, within_s]
    float closest_s, miss_m;  // closest approach on the ground within the time, errors not taken off
    float height_m;           // between them at that instant
};

// Relative straight motion in one plane. True where some instant in [0, within_s] has a horizontal distance below
// `distance_m` and at the same time a height below `height_m`.
bool encounter(const double gap_m[3], const double drift_mps[3], double distance_m, double height_m, double within_s,
               double& begins_s, double& ends_s);

std::vector<std::vector<Encounter>> encounters(const Tracks& tracks, const Standoff& standoff, int threads);

}  // namespace tansiq
