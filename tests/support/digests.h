/* digests.h - one hash for every way to run the nested case of digest_case.c: the table, and what is varied. */
#ifndef LT_TESTS_DIGESTS_H
#define LT_TESTS_DIGESTS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/mpirun.h"
#include "tests/support/program.h"

enum { DIGEST_HOURS = 6, DIGEST_MOST_PIECES = 6 };

/* A piece of a run: until the end of hour `until`. */
typedef struct digest_piece {
    int until, threads, bx, by; /* blocks; of ranks their layout */
    bool narrow;                /* instruction set v3, else the widest of this machine */
    bool other;                 /* built by the other compiler */
    bool ranks;                 /* bx x by ranks of MPI */
} digest_piece;

static char digest_folder[512];
static const char digest_mine[] = LT_BUILD_DIR "/tests/digest_case";
static const char digest_other[] = LT_BUILD_DIR "/other-compiler/tests/digest_case";

static LT_UNUSED int digest_make_of(const char *kind) {
    char folder[256];
    assert_true(files_make_folder(folder));
    snprintf(digest_folder, sizeof digest_folder, "%s/case", folder);
    program_result r = program_run(&(const program_options){.program = digest_mine}, digest_folder, "make", kind);
    if (r.code != 0) print_error("%s%s\n", r.said, r.err);
    const int code = r.code;
    program_free(&r);
    return code;
}

static LT_UNUSED int digest_make(void **state) {
    (void)state;
    return digest_make_of("lumped");
}

/* The case whose species are those of a mechanism. */
static LT_UNUSED int digest_make_reacting(void **state) {
    (void)state;
    return digest_make_of("reacting");
}

static LT_UNUSED int digest_drop(void **state) {
    (void)state;
    *strrchr(digest_folder, '/') = '\0';
    files_remove(digest_folder);
    return 0;
}

#ifdef LT_DIGEST_RANKS_PROGRAM
enum { DIGEST_HAS_RANKS = 1 };
#else
enum { DIGEST_HAS_RANKS = 0 };
#define LT_DIGEST_RANKS_PROGRAM ""
#define LT_MPIEXEC ""
#endif

static LT_UNUSED program_result digest_run(const digest_piece *d, const char *const *arguments) {
    const program_options options = {.program = d->ranks   ? LT_MPIEXEC
                                                : d->other ? digest_other
                                                           : digest_mine,
                                     .variable = d->narrow ? "LT_ISA=v3" : NULL};
    char count[16];
    const char *list[16] = {"-n", count, LT_DIGEST_RANKS_PROGRAM};
    snprintf(count, sizeof count, "%d", d->bx * d->by);
    for (int n = 0; arguments[n]; n++) list[3 + n] = arguments[n];
    mpirun_allow();
    return program_run_list(&options, d->ranks ? list : arguments);
}

/* Run one piece after the other; the digest of the last state (64 letters and 0). */
static LT_UNUSED void digest_of(const digest_piece *pieces, int n, char out[65]) {
    char from[700] = "-", tag[16], number[4][16];
    for (int p = 0; p < n; p++) {
        const digest_piece *d = &pieces[p];
        const int values[4] = {d->until, d->threads, d->bx, d->by};
        for (int v = 0; v < 4; v++) snprintf(number[v], sizeof number[v], "%d", values[v]);
        snprintf(tag, sizeof tag, "p%d", p);
        program_result r = digest_run(
            d, (const char *const[]){digest_folder, tag, number[0], number[1], number[2], number[3], from, NULL});
        if (r.code != 0 || strlen(r.said) != 65) fail_msg("piece %d: code %d\n%s%s", p, r.code, r.said, r.err);
        snprintf(out, 65, "%s", r.said);
        snprintf(from, sizeof from, "%s/restart_%s.nc", digest_folder, tag);
        program_free(&r);
    }
}

static LT_UNUSED void digest_words(const digest_piece *pieces, int n, char *out, size_t size) {
    size_t used = 0;
    out[0] = '\0';
    for (int p = 0; p < n && used < size; p++)
        used += (size_t)snprintf(out + used, size - used, "%s%d threads, %s, %s, %dx%d %s%s", p ? " | " : "",
                                 pieces[p].threads, pieces[p].narrow ? "v3" : "widest",
                                 pieces[p].other ? "other compiler" : "this compiler", pieces[p].bx, pieces[p].by,
                                 pieces[p].ranks ? "ranks" : "blocks", p + 1 < n ? ", restart" : "");
    for (int p = 0; p + 1 < n && used < size; p++)
        used += (size_t)snprintf(out + used, size - used, " @%d", pieces[p].until);
}

/* The row of the table, and is it the one hash? */
static LT_UNUSED void digest_expect(const char *hash, const digest_piece *pieces, int n) {
    char found[65], words[600];
    digest_of(pieces, n, found);
    digest_words(pieces, n, words, sizeof words);
    print_message("%.16s  %s\n", found, words);
    assert_string_equal(found, hash);
}

static const digest_piece digest_plain = {.until = DIGEST_HOURS, .threads = 1, .bx = 1, .by = 1};

/* Threads, blocks, instruction sets and a restart at every hour, each alone. */
static LT_UNUSED void digest_each_alone(void **state) {
    (void)state;
    static const int threads[] = {2, 3, 4, 8};
    char hash[65], found[65];
    digest_of(&digest_plain, 1, hash);
    print_message("%.16s  1 thread, widest instruction set, one block, no restart\n", hash);
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        digest_piece d = digest_plain;
        d.threads = threads[t];
        digest_expect(hash, &d, 1);
    }
    digest_piece blocks = digest_plain, narrow = digest_plain;
    blocks.bx = 2, blocks.by = 2;
    narrow.narrow = true;
    digest_expect(hash, &blocks, 1);
    digest_expect(hash, &narrow, 1); /* `widest` was v4 where the processor has it; else this compares v3 with itself */
    if (!__builtin_cpu_supports("avx512f")) print_message("this processor has no AVX-512: v4 was not run\n");
    for (int hour = 1; hour < DIGEST_HOURS; hour++) {
        digest_piece two[2] = {digest_plain, digest_plain};
        two[0].until = hour;
        digest_expect(hash, two, 2);
    }
    digest_piece shorter = digest_plain; /* the hash can differ at all */
    shorter.until = DIGEST_HOURS - 1;
    digest_of(&shorter, 1, found);
    assert_string_not_equal(found, hash);
}

/* Ranks 1, 2, 3, 4 and 6 in all layouts of the case, and a restart at every hour from one rank to several and back. */
static LT_UNUSED void digest_ranks_alone(void **state) {
    (void)state;
    static const int layouts[][2] = {{1, 1}, {2, 1}, {1, 2}, {3, 1}, {1, 3}, {2, 2}, {3, 2}, {2, 3}};
    char hash[65];
    digest_of(&digest_plain, 1, hash);
    digest_piece ranks = digest_plain;
    ranks.ranks = true;
    for (size_t l = 0; l < sizeof layouts / sizeof *layouts; l++) {
        ranks.bx = layouts[l][0], ranks.by = layouts[l][1];
        digest_expect(hash, &ranks, 1);
    }
    for (int hour = 1; hour < DIGEST_HOURS; hour++) {
        digest_piece there[2] = {digest_plain, ranks}, back[2] = {ranks, digest_plain};
        there[0].until = back[0].until = hour;
        digest_expect(hash, there, 2);
        digest_expect(hash, back, 2);
    }
}

/* All of it at once, with the steps that each cell's chemistry kept, for a case that costs more. */
static LT_UNUSED void digest_together(void **state) {
    (void)state;
    char hash[65];
    digest_piece all = {.until = DIGEST_HOURS, .threads = 8, .bx = 2, .by = 2, .narrow = true};
    digest_piece two[2] = {{.until = 3, .threads = 2, .bx = 3, .by = 1}, all};
    digest_of(&digest_plain, 1, hash);
    print_message("%.16s  1 thread, widest instruction set, one block, no restart\n", hash);
    digest_expect(hash, &all, 1);
    digest_expect(hash, two, 2);
}

#endif
