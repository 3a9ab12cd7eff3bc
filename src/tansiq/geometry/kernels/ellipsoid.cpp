#include "ellipsoid.hpp"

namespace tansiq {

namespace {

constexpr int kMostRounds = 60;
constexpr double kConverged = 1e-13;

double reduced(double lat) { return std::atan((1.0 - kFlattening) * std::tan(lat)); }

struct Series {
    double a, b;
};

// Vincenty's A and B, from the squared second eccentricity times cos^2 of the azimuth at the equator.
Series series(double cos2_alpha) {
    const double u2 = cos2_alpha * (kSemiMajorM * kSemiMajorM - kSemiMinorM * kSemiMinorM) / (kSemiMinorM * kSemiMinorM);
    return {1.0 + u2 / 16384.0 * (4096.0 + u2 * (-768.0 + u2 * (320.0 - 175.0 * u2))),
            u2 / 1024.0 * (256.0 + u2 * (-128.0 + u2 * (74.0 - 47.0 * u2)))};
}

double correction(double b, double sin_s, double cos_s, double cos_2m) {
    const double c2 = cos_2m * cos_2m;
    return b * sin_s *
           (cos_2m + b / 4.0 *
                         (cos_s * (-1.0 + 2.0 * c2) -
                          b / 6.0 * cos_2m * (-3.0 + 4.0 * sin_s * sin_s) * (-3.0 + 4.0 * c2)));
}

}  // namespace

Line inverse(const Place& a, const Place& b) {
    const double u1 = reduced(a.lat), u2 = reduced(b.lat);
    const double s1 = std::sin(u1), c1 = std::cos(u1), s2 = std::sin(u2), c2 = std::cos(u2);
    const double gap = std::remainder(b.lon - a.lon, 2.0 * kPi);
    double lambda = gap, sin_s = 0.0, cos_s = 1.0, sigma = 0.0, cos2_alpha = 1.0, cos_2m = 0.0, sl = 0.0, cl = 1.0;
    for (int round = 0; round < kMostRounds; ++round) {
        sl = std::sin(lambda);
        cl = std::cos(lambda);
        sin_s = std::hypot(c2 * sl, c1 * s2 - s1 * c2 * cl);
        if (sin_s == 0.0) return {0.0, 0.0};
        cos_s = s1 * s2 + c1 * c2 * cl;
        sigma = std::atan2(sin_s, cos_s);
        const double sin_alpha = c1 * c2 * sl / sin_s;
        cos2_alpha = 1.0 - sin_alpha * sin_alpha;
        cos_2m = cos2_alpha > 1e-12 ? cos_s - 2.0 * s1 * s2 / cos2_alpha : 0.0;
        const double c = kFlattening / 16.0 * cos2_alpha * (4.0 + kFlattening * (4.0 - 3.0 * cos2_alpha));
        const double before = lambda;
        lambda = gap + (1.0 - c) * kFlattening * sin_alpha *
                           (sigma + c * sin_s * (cos_2m + c * cos_s * (-1.0 + 2.0 * cos_2m * cos_2m)));
        if (std::abs(lambda - before) < kConverged) break;
    }
    const Series s = series(cos2_alpha);
    const double length_m = kSemiMinorM * s.a * (sigma - correction(s.b, sin_s, cos_s, cos_2m));
    return {length_m, std::atan2(c2 * sl, c1 * s2 - s1 * c2 * cl)};
}

End direct(const Place& a, double azimuth, double length_m) {
    const double u1 = reduced(a.lat);
    const double s1 = std::sin(u1), c1 = std::cos(u1), sa = std::sin(azimuth), ca = std::cos(azimuth);
    const double sigma1 = std::atan2(s1, c1 * ca);
    const double sin_alpha = c1 * sa;
    const double cos2_alpha = 1.0 - sin_alpha * sin_alpha;
    const Series s = series(cos2_alpha);
    double sigma = length_m / (kSemiMinorM * s.a), sin_s = 0.0, cos_s = 1.0, cos_2m = 0.0;
    for (int round = 0; round < kMostRounds; ++round) {
        cos_2m = std::cos(2.0 * sigma1 + sigma);
        sin_s = std::sin(sigma);
        cos_s = std::cos(sigma);
        const double before = sigma;
        sigma = length_m / (kSemiMinorM * s.a) + correction(s.b, sin_s, cos_s, cos_2m);
        if (std::abs(sigma - before) < kConverged) break;
    }
    sin_s = std::sin(sigma);
    cos_s = std::cos(sigma);
    cos_2m = std::cos(2.0 * sigma1 + sigma);
    const double flat = s1 * sin_s - c1 * cos_s * ca;
    const double lat =
        std::atan2(s1 * cos_s + c1 * sin_s * ca, (1.0 - kFlattening) * std::hypot(sin_alpha, flat));
    const double lambda = std::atan2(sin_s * sa, c1 * cos_s - s1 * sin_s * ca);
    const double c = kFlattening / 16.0 * cos2_alpha * (4.0 + kFlattening * (4.0 - 3.0 * cos2_alpha));
    const double lon =
        a.lon + lambda -
        (1.0 - c) * kFlattening * sin_alpha *
            (sigma + c * sin_s * (cos_2m + c * cos_s * (-1.0 + 2.0 * cos_2m * cos_2m)));
    return {{std::remainder(lon, 2.0 * kPi), lat}, std::atan2(sin_alpha, -flat)};
}

Frame Frame::at(const Vec& surface_point) {
    Frame frame;
    frame.up = upright_at(surface_point);
    const double flat = std::hypot(frame.up.x, frame.up.y);
    // At a pole any direction does for east.
    frame.east = flat > 1e-12 ? Vec{-frame.up.y / flat, frame.up.x / flat, 0.0} : Vec{0.0, 1.0, 0.0};
    frame.north = cross(frame.up, frame.east);
    frame.centre = surface_point - kMeanRadiusM * frame.up;
    return frame;
}

}  // namespace tansiq
