// The Earth cut into rows of latitude, and each row into columns of about the same width. Columns go round, so the
// antimeridian is a place like others; a disc that holds a pole touches whole rows.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "ellipsoid.hpp"

namespace tansiq {

// A disc by the uprights in it: directions, not metres, so rows and columns can be counted exactly.
struct Disc {
    Place middle;
    double angle;

    // Every point within `reach_m` over the ground of this point of the surface is in the disc.
    static Disc around(const Vec& surface_point, double reach_m) {
        return {place_of(upright_at(surface_point)), std::min(reach_m / kLeastRadiusM + 1e-9, kPi)};
    }
};

class Globe {
public:
    explicit Globe(double cell_m) {
        rows_ = std::max(1, static_cast<int>(kPi * kLeastRadiusM / cell_m));
        height_ = kPi / rows_;
        first_.resize(static_cast<std::size_t>(rows_) + 1);
        for (int row = 0; row < rows_; ++row) {
            const double low = -kPi / 2.0 + row * height_, high = low + height_;
            const double widest = low <= 0.0 && high >= 0.0 ? 1.0 : std::max(std::cos(low), std::cos(high));
            const int columns = std::max(1, static_cast<int>(2.0 * kPi * widest / height_));
            first_[static_cast<std::size_t>(row) + 1] = first_[static_cast<std::size_t>(row)] + columns;
        }
    }

    int rows() const { return rows_; }
    std::int64_t cells() const { return first_.back(); }
    int columns(int row) const {
        return static_cast<int>(first_[static_cast<std::size_t>(row) + 1] - first_[static_cast<std::size_t>(row)]);
    }
    std::int64_t cell(int row, int column) const { return first_[static_cast<std::size_t>(row)] + column; }
    int row_of_cell(std::int64_t cell) const {
        return static_cast<int>(std::upper_bound(first_.begin(), first_.end(), cell) - first_.begin()) - 1;
    }
    int row_of(double lat) const { return std::clamp(static_cast<int>((lat + kPi / 2.0) / height_), 0, rows_ - 1); }
    int column_of(int row, double lon) const {
        const int count = columns(row);
        const double turn = (lon + kPi) / (2.0 * kPi);
        return std::min(static_cast<int>((turn - std::floor(turn)) * count), count - 1);
    }
    double south_of(int row) const { return -kPi / 2.0 + row * height_; }
    Vec middle_of(int row, int column) const {
        return surface_of(up_of({-kPi + (column + 0.5) * 2.0 * kPi / columns(row), -kPi / 2.0 + (row + 0.5) * height_}));
    }

    // Visits (row, first column, count of columns, is whole) for every row that a disc touches; columns go round.
    // A row of which a disc touches half or more is given whole, from column 0.
    template <typename Visit>
    void visit(const Disc& disc, Visit visit) const {
        const int low = row_of(disc.middle.lat - disc.angle), high = row_of(disc.middle.lat + disc.angle);
        const bool has_pole = std::abs(disc.middle.lat) + disc.angle >= kPi / 2.0 - 1e-9;
        // The meridians that touch the disc lie this far off, whichever the row.
        const double sine = has_pole ? 1.0 : std::sin(disc.angle) / std::cos(disc.middle.lat);
        const double half = sine >= 1.0 ? kPi : std::asin(sine) + 1e-9;
        for (int row = low; row <= high; ++row) {
            const int count = columns(row);
            const double cell = 2.0 * kPi / count;
            if (2.0 * half + cell >= kPi || count < 4) {
                visit(row, 0, count, true);
                continue;
            }
            const double west = (disc.middle.lon - half + kPi) / cell, east = (disc.middle.lon + half + kPi) / cell;
            const int from = static_cast<int>(std::floor(west)), to = static_cast<int>(std::floor(east));
            visit(row, ((from % count) + count) % count, to - from + 1, false);
        }
    }

    // About how many cells a disc touches; for deciding, not for counting.
    double count_cells(const Disc& disc) const {
        const double across = 2.0 * disc.angle / height_ + 1.0;
        return across * across;
    }

private:
    int rows_;
    double height_;
    std::vector<std::int64_t> first_{0};
};

}  // namespace tansiq
