/* label: long - one hash also from the program that the other compiler (gcc, clang) built of the same sources, and from
 * 24 random combinations of threads, blocks, ranks, instruction sets, compilers and restarts; and from ranks alone.
 * ctest builds that program first (tests/other_compiler.cmake); and a hash of the chemistry of its own. LT_SEED repeats
 * a combination. */
#include "tests/support/digests.h"

static bool has_other(void) {
    if (access(digest_other, X_OK) == 0) return true;
    const char *ci = getenv("CI");
    print_message("no second compiler was found when the tests were configured, or its build failed: %s is not there\n",
                  digest_other);
    if (ci && strcmp(ci, "true") == 0) fail_msg("CI wants both compilers");
    return false;
}

static void test_other_compiler(void **state) {
    (void)state;
    char hash[65];
    if (!has_other()) skip();
    digest_piece other = digest_plain, narrow = digest_plain;
    other.other = narrow.other = narrow.narrow = true;
    digest_of(&digest_plain, 1, hash);
    digest_expect(hash, &other, 1);
    digest_expect(hash, &narrow, 1);
}

/* The chemistry alone: one hash for threads, instruction sets and compilers. */
static void chemistry_of(bool other, bool narrow, const char *threads, char out[65]) {
    const program_options options = {.program = other ? digest_other : digest_mine,
                                     .variable = narrow ? "LT_ISA=v3" : NULL};
    program_result r = program_run(&options, "chemistry", threads);
    if (r.code != 0 || strlen(r.said) != 65) fail_msg("code %d\n%s%s", r.code, r.said, r.err);
    snprintf(out, 65, "%s", r.said);
    program_free(&r);
}

static void test_chemistry(void **state) {
    (void)state;
    static const char *const threads[] = {"1", "2", "3", "4"};
    char hash[65], found[65];
    const int compilers = 1 + has_other();
    chemistry_of(false, false, "1", hash);
    for (int other = 0; other < compilers; other++)
        for (int narrow = 0; narrow < 2; narrow++)
            for (int t = 0; t < 4; t++) {
                chemistry_of(other, narrow, threads[t], found);
                print_message("%.16s  chemistry, %s threads, %s, %s\n", found, threads[t], narrow ? "v3" : "widest",
                              other ? "other compiler" : "this compiler");
                assert_string_equal(hash, found);
            }
}

static uint64_t next_random; /* splitmix64 (Vigna), public domain constants */

static int random_below(int n) {
    uint64_t z = next_random += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (int)((z ^ z >> 31) % (uint64_t)n);
}

static digest_piece random_piece(bool other) {
    static const int threads[] = {1, 2, 3, 4, 8};
    return (digest_piece){.threads = threads[random_below(5)],
                          .bx = 1 + random_below(3),
                          .by = 1 + random_below(3),
                          .narrow = random_below(2),
                          .other = other && random_below(2)};
}

/* One piece of three on ranks, where there are any. */
static void random_ranks(digest_piece *piece) {
    static const int layouts[][2] = {{2, 1}, {1, 2}, {3, 1}, {1, 3}, {2, 2}, {3, 2}, {2, 3}};
    const int l = random_below(7);
    if (!DIGEST_HAS_RANKS || random_below(3) != 0) return;
    piece->ranks = true;
    piece->other = false;
    piece->threads = 1 + random_below(2);
    piece->bx = layouts[l][0];
    piece->by = layouts[l][1];
}

static void test_ranks(void **state) {
    if (!DIGEST_HAS_RANKS) print_message("lantian-mpi was not built: no ranks\n");
    if (!DIGEST_HAS_RANKS) skip();
    digest_ranks_alone(state);
}

static void test_random_combinations(void **state) {
    (void)state;
    const char *wish = getenv("LT_SEED");
    const bool other = has_other();
    char hash[65];
    next_random = wish ? strtoull(wish, NULL, 10) : (uint64_t)time(NULL) ^ (uint64_t)getpid();
    print_message("LT_SEED=%llu\n", (unsigned long long)next_random);
    digest_of(&digest_plain, 1, hash);
    for (int n = 0; n < 24; n++) {
        digest_piece pieces[DIGEST_MOST_PIECES];
        int count = 0;
        for (int hour = 1; hour <= DIGEST_HOURS; hour++) {
            if (hour < DIGEST_HOURS && random_below(3) != 0) continue;
            pieces[count] = random_piece(other);
            random_ranks(&pieces[count]);
            pieces[count++].until = hour;
        }
        digest_expect(hash, pieces, count);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(digest_each_alone), cmocka_unit_test(test_chemistry),
                                       cmocka_unit_test(test_other_compiler), cmocka_unit_test(test_ranks),
                                       cmocka_unit_test(test_random_combinations)};
    const struct CMUnitTest reacting[] = {cmocka_unit_test(test_other_compiler), cmocka_unit_test(digest_together),
                                          cmocka_unit_test(test_ranks), cmocka_unit_test(test_random_combinations)};
    const int failed = cmocka_run_group_tests(tests, digest_make, digest_drop);
    return failed + cmocka_run_group_tests(reacting, digest_make_reacting, digest_drop);
}
