// Vectors, places and geodesics on the WGS 84 ellipsoid. Angles are radians; a vector is metres from the Earth's centre.
//
// Geodesics follow Vincenty (1975), whose series are right to 0.1 mm for the lines used here: none is longer than half
// of a meridian, so the places where that method does not converge are never asked for.
#pragma once

#include <cmath>

namespace tansiq {

inline constexpr double kSemiMajorM = 6378137.0;
inline constexpr double kFlattening = 1.0 / 298.257223563;
inline constexpr double kSemiMinorM = kSemiMajorM * (1.0 - kFlattening);
inline constexpr double kEccentricity2 = kFlattening * (2.0 - kFlattening);
inline constexpr double kMeanRadiusM = (2.0 * kSemiMajorM + kSemiMinorM) / 3.0;
// The strongest curvature of the surface: turning along a way of s metres never turns the upright by more than s / this.
inline constexpr double kLeastRadiusM = kSemiMinorM * kSemiMinorM / kSemiMajorM;
inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kDegree = kPi / 180.0;

struct Vec {
    double x, y, z;
};

inline Vec operator+(const Vec& a, const Vec& b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
inline Vec operator-(const Vec& a, const Vec& b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
inline Vec operator*(double s, const Vec& a) { return {s * a.x, s * a.y, s * a.z}; }
inline double dot(const Vec& a, const Vec& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
inline Vec cross(const Vec& a, const Vec& b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double norm(const Vec& a) { return std::sqrt(dot(a, a)); }
inline double distance(const Vec& a, const Vec& b) { return norm(a - b); }
inline Vec unit(const Vec& a) { return (1.0 / norm(a)) * a; }

struct Place {
    double lon, lat;
};

inline Vec up_of(const Place& p) {
    const double c = std::cos(p.lat);
    return {c * std::cos(p.lon), c * std::sin(p.lon), std::sin(p.lat)};
}

// The point of the surface at which this unit vector stands upright.
inline Vec surface_of(const Vec& up) {
    const double n = kSemiMajorM / std::sqrt(1.0 - kEccentricity2 * up.z * up.z);
    return {n * up.x, n * up.y, n * (1.0 - kEccentricity2) * up.z};
}

// The upright unit vector at a point of the surface.
inline Vec upright_at(const Vec& p) {
    return unit({p.x * (1.0 - kEccentricity2), p.y * (1.0 - kEccentricity2), p.z});
}

inline Place place_of(const Vec& up) { return {std::atan2(up.y, up.x), std::atan2(up.z, std::hypot(up.x, up.y))}; }

struct Line {
    double length_m;
    double azimuth;  // at the first point, clockwise from north
};

Line inverse(const Place& a, const Place& b);

struct End {
    Place place;
    double azimuth;  // forward, at the end
};

End direct(const Place& a, double azimuth, double length_m);

// The longest way over the ground between two points whose straight distance is given.
inline double longest_way_m(double straight_m) {
    const double half = straight_m / (2.0 * kLeastRadiusM);
    return half >= 1.0 ? kPi * kSemiMajorM : 2.0 * kLeastRadiusM * std::asin(half);
}

// A plane that touches the surface at a point, onto which the surroundings are thrown from the centre of a ball that
// fits there. Geodesics near the point become straight lines to within `bend_m`.
struct Frame {
    Vec east, north, up, centre;

    static constexpr double kLeastHeightM = 0.3 * kMeanRadiusM;  // above the centre, of what is seen

    static Frame at(const Vec& surface_point);

    // False where a point is too far round the Earth to be seen on the plane.
    bool project(const Vec& p, double& x, double& y) const {
        const Vec v = p - centre;
        const double height = dot(up, v);
        if (height < kLeastHeightM) return false;
        const double scale = kMeanRadiusM / height;
        x = scale * dot(east, v);
        y = scale * dot(north, v);
        return true;
    }
};

// By how much a geodesic of at most `length_m` and its straight image differ, at most, within `reach_m` of the frame's
// point: the section's plane leans by e^2 reach / R against the upright, times the arc's height; and plane and geodesic
// themselves part by 5.6e-4 d (d / R)^2.
inline double bend_m(double reach_m, double length_m) {
    const double lean = kEccentricity2 * reach_m / kMeanRadiusM;
    const double height_m = length_m * length_m / (8.0 * kMeanRadiusM);
    const double turn = length_m / kMeanRadiusM;
    return 1.5 * lean * height_m + 1e-3 * length_m * turn * turn;
}

// By what part lengths on the plane may exceed those on the ground within `reach_m` of the frame's point.
inline double stretch(double reach_m) {
    const double angle = reach_m / kMeanRadiusM;
    // The square of the tangent, never below it.
    const double square = angle * angle;
    if (angle < 0.5) return 1.2 * square * (1.0 + 0.9 * square) + 1e-9;
    const double slope = angle < 1.4 ? std::tan(angle) : 6.0;
    return 1.2 * slope * slope + 1e-9;
}

}  // namespace tansiq
