// Room for what is large, in pages of two mebibytes where the system has them: page by page of four kibibytes it would
// take longer to get than to fill.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace tansiq {

inline constexpr std::size_t kLargePage = std::size_t{1} << 21;

// An allocator for vectors and blocks of plain values.
template <typename T>
struct LargePages {
    using value_type = T;

    LargePages() = default;
    template <typename U>
    LargePages(const LargePages<U>&) {}

    T* allocate(std::size_t count) {
        const std::size_t size = count * sizeof(T);
        if (size < kLargePage) return static_cast<T*>(::operator new(size, std::align_val_t{64}));
        void* const room = ::operator new(size, std::align_val_t{kLargePage});
#if defined(__linux__)
        ::madvise(room, size, MADV_HUGEPAGE);  // a wish: without it everything works the same
#endif
        return static_cast<T*>(room);
    }
    void deallocate(T* room, std::size_t count) {
        ::operator delete(room, std::align_val_t{count * sizeof(T) < kLargePage ? 64 : kLargePage});
    }
    bool operator==(const LargePages&) const { return true; }
};

}  // namespace tansiq
