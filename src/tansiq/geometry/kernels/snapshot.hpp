// A snapshot's bytes: columns one after another, copied as they lie.
#pragma once

#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "pages.hpp"

namespace tansiq {

using Bytes = std::vector<char, LargePages<char>>;

template <typename T>
void put(Bytes& bytes, const T* from, std::size_t count) {
    const char* const first = reinterpret_cast<const char*>(from);
    bytes.insert(bytes.end(), first, first + count * sizeof(T));
}

class Reader {
public:
    Reader(const char* at, std::int64_t size) : at_(at), left_(size) {}

    template <typename T>
    void get(T* to, std::int64_t count) {
        if (count < 0 || count > left_ / static_cast<std::int64_t>(sizeof(T)))
            throw std::invalid_argument("the snapshot ends too early");
        const std::size_t size = static_cast<std::size_t>(count) * sizeof(T);
        if (size) std::memcpy(static_cast<void*>(to), at_, size);
        at_ += size;
        left_ -= static_cast<std::int64_t>(size);
    }

    // How many of a size there may still be.
    std::int64_t room_for(std::size_t size) const { return left_ / static_cast<std::int64_t>(size); }

private:
    const char* at_;
    std::int64_t left_;
};

}  // namespace tansiq
