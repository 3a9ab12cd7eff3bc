// When a point in straight motion first comes into a volume.
#pragma once

#include "table.hpp"

namespace tansiq {

struct Motion {
    Place place;
    double alt_m, east_mps, north_mps, up_mps;
    double error_m;  // the footprint counts as that much wider
};

// Seconds from `now_ms`, 0 where it is inside already, infinity where not within the time. Altitudes are compared as the
// volume's own, whatever its reference: who asks has brought the point into it. Never later than the truth; earlier by
// at most the time for a centimetre, and by what the plane around the point stretches.
double enters_after_s(const Motion& motion, const Volume& volume, std::int64_t now_ms, double within_s);

}  // namespace tansiq
