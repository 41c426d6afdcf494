/* sanitizer.h - which sanitizer a test runs under: some keep books of their own that a limit or a measure would meet.
 */
#ifndef LT_TEST_SANITIZER_H
#define LT_TEST_SANITIZER_H

#if defined(__SANITIZE_THREAD__)
#define UNDER_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define UNDER_THREAD_SANITIZER 1
#endif
#endif

#endif
