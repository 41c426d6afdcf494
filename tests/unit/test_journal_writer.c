/* Output written by a thread: pieces in the order of their giving, what waits bounded, an error told by a later call
 * with all that it says, all written when the writer is freed, a fork while it writes; files of a journal with the
 * bytes that they have without it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/mini_air.h"
#include "tests/support/root.h"

#include "base/ncio.h"
#include "model/driver/journal.h"
#include "model/driver/journal_writer.h"

#include <errno.h>
#include <netcdf.h>
#include <stdatomic.h>
#include <sys/wait.h>

enum { ROOM = 10000, PIECE = 1000 };

/* What the thread has seen. */
typedef struct seen {
    atomic_long given, written; /* bytes of pieces */
    long n, most_ahead, fails_at;
    useconds_t takes;
    bool in_order, same_bytes;
} seen;

static unsigned char byte_of(long piece, size_t k) {
    return (unsigned char)(piece * 31 + (long)k * 7);
}

static lt_status see(void *context, const lt_piece *piece, const void *bytes) {
    seen *s = context;
    const unsigned char *b = bytes;
    const long ahead = atomic_load(&s->given) - atomic_load(&s->written);
    if (ahead > s->most_ahead) s->most_ahead = ahead;
    if (s->takes) usleep(s->takes);
    if (s->n == s->fails_at)
        return LT_RAISE(LT_ERR_ENV, .what = "disk full", .where = lt_fmt("piece %ld", s->n), .expected = "room",
                        .found = "none", .todo = "make room");
    s->in_order &= piece->record == s->n && strcmp(piece->variable, "o3") == 0;
    for (size_t k = 0; k < piece->size; ++k) s->same_bytes &= b[k] == byte_of(s->n, k);
    s->n++;
    atomic_fetch_add(&s->written, (long)piece->size);
    return LT_OK;
}

static seen *begin_with(useconds_t takes, lt_journal_writer **out) {
    seen *s;
    MINI_OK(lt_calloc(1, sizeof *s, &s));
    s->takes = takes;
    s->fails_at = -1;
    s->in_order = s->same_bytes = true;
    MINI_OK(lt_journal_writer_create(see, s, ROOM, out));
    return s;
}

/* The caller's bytes are his own again. */
static lt_status give(lt_journal_writer *w, seen *s, long n, size_t size) {
    static unsigned char bytes[3 * ROOM];
    lt_piece piece = {.variable = "o3", .record = n, .size = size, .item = 1};
    for (size_t k = 0; k < size; ++k) bytes[k] = byte_of(n, k);
    lt_status status = lt_journal_writer_put(w, &piece, bytes);
    memset(bytes, 0, size);
    if (status == LT_OK) atomic_fetch_add(&s->given, (long)size);
    return status;
}

static void expect_seen(seen *s, long n) {
    assert_int_equal(s->n, n);
    assert_true(s->in_order);
    assert_true(s->same_bytes);
    lt_free(s);
}

static void test_order(void **state) {
    (void)state;
    lt_journal_writer *w;
    seen *s = begin_with(0, &w);
    for (long n = 0; n < 2000; ++n) {
        MINI_OK(give(w, s, n, (size_t)(random_bits() % PIECE)));
        if (n % 400 == 0) MINI_OK(lt_journal_writer_drain(w));
        if (n % 400 == 0) assert_int_equal(s->n, n + 1);
    }
    MINI_OK(lt_journal_writer_drain(w));
    assert_int_equal(s->n, 2000);
    lt_journal_writer_free(w);
    expect_seen(s, 2000);
    MINI_OK(lt_journal_writer_drain(NULL));
    lt_journal_writer_free(NULL);
}

/* A slow thread is waited for when what waits has filled the room; a piece that is larger than the room waits alone. */
static void test_bound(void **state) {
    (void)state;
    lt_journal_writer *w;
    seen *s = begin_with(2000, &w);
    for (long n = 0; n < 60; ++n) MINI_OK(give(w, s, n, PIECE));
    MINI_OK(lt_journal_writer_drain(w));
    assert_true(s->most_ahead <= ROOM);
    assert_true(s->most_ahead >= ROOM / 2); /* the caller does go ahead */
    MINI_OK(give(w, s, 60, PIECE));
    MINI_OK(give(w, s, 61, 3 * ROOM));
    MINI_OK(give(w, s, 62, PIECE));
    assert_true(atomic_load(&s->written) >= 61L * PIECE + 3L * ROOM); /* the large one had gone before the next came */
    lt_journal_writer_free(w);
    expect_seen(s, 63);
}

static void expect_disk_full(lt_status status) {
    char text[2048];
    assert_int_equal(status, LT_ERR_ENV);
    lt_error_text(status, text, sizeof text);
    assert_string_equal(text, "environment: disk full\n  where:    piece 5\n  expected: room\n  found:    none\n"
                              "  to do:    make room");
    lt_error_clear();
}

static void test_error(void **state) {
    (void)state;
    for (int at_the_end = 0; at_the_end < 2; ++at_the_end) {
        lt_journal_writer *w;
        seen *s = begin_with(100, &w);
        s->fails_at = 5;
        lt_status status = LT_OK;
        long n = 0;
        for (; n < (at_the_end ? 8 : 5000) && status == LT_OK; ++n) status = give(w, s, n, PIECE);
        if (status == LT_OK) status = lt_journal_writer_drain(w); /* of 8 pieces the caller may be told there */
        expect_disk_full(status);
        assert_true(n < 40); /* by the next call, not after all */
        expect_disk_full(give(w, s, n, PIECE));
        expect_disk_full(lt_journal_writer_drain(w));
        lt_journal_writer_free(w);
        expect_seen(s, 5); /* nothing behind the one that failed */
    }
}

static void test_freed(void **state) {
    (void)state;
    lt_journal_writer *w;
    seen *s = begin_with(500, &w);
    for (long n = 0; n < 9; ++n) MINI_OK(give(w, s, n, PIECE));
    lt_journal_writer_free(w);
    expect_seen(s, 9);
}

/* The child writes what it gives itself and nothing of its parent's, and waits for nobody. */
static void test_fork(void **state) {
    (void)state;
    lt_journal_writer *w;
    seen *s = begin_with(300, &w);
    for (long n = 0; n < 40; ++n) {
        MINI_OK(give(w, s, n, PIECE));
        const pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            alarm(20);
            const long before = s->n;
            bool good = lt_journal_writer_drain(w) == LT_OK && s->n == before;
            good = good && give(w, s, before, PIECE) == LT_OK && s->n == before + 1;
            lt_journal_writer_free(w);
            _exit(good ? 0 : 1);
        }
        int ended;
        assert_int_equal(waitpid(child, &ended, 0), child);
        assert_int_equal(ended, 0);
    }
    lt_journal_writer_free(w);
    expect_seen(s, 40);
}

/* --- a journal with it --- */

enum { NT = 6, N = 4000 };
static const char *const names[] = {"a", "b"};

static lt_ncw *create(lt_outdir *dir) {
    lt_ncw *file;
    MINI_OK(lt_ncw_create(dir, "out.nc", "test", &file));
    MINI_OK(lt_ncw_dim(file, "time", NT));
    MINI_OK(lt_ncw_dim(file, "x", N));
    for (int v = 0; v < 2; ++v) {
        const lt_field field = {names[v], NULL, "K", "time x", ""};
        MINI_OK(lt_ncw_var(file, &field, v == 0 ? NC_FLOAT : NC_DOUBLE));
    }
    return file;
}

static void give_hour(lt_journal *j, int file, int table, int t) {
    static float single[N];
    static double both[N];
    for (int i = 0; i < N; ++i) single[i] = (float)(both[i] = sin(0.01 * i + t) + 1e-3 * t);
    MINI_OK(lt_journal_record(j, file, "a", (size_t)t, N, single));
    MINI_OK(lt_journal_text(j, table, lt_fmt("hour %d\n", t)));
    MINI_OK(lt_journal_record_double(j, file, "b", (size_t)t, N, both));
}

static void write_folder(const char *folder, bool behind) {
    lt_outdir *dir;
    lt_journal *j;
    FILE *table;
    int file_number, table_number;
    char name[208];
    lt_digest digest;
    MINI_OK(lt_outdir_open(folder, &dir));
    lt_ncw *file = create(dir);
    MINI_OK(lt_outdir_stream(dir, "table.csv", &table));
    MINI_OK(lt_journal_create(dir, "run", &j));
    if (behind) MINI_OK(lt_journal_write_behind(j));
    MINI_OK(lt_journal_add(j, "out.nc", file, NULL, &file_number));
    MINI_OK(lt_journal_add(j, "table.csv", NULL, table, &table_number));
    for (int t = 0; t < NT; ++t) {
        if (t % 2 == 0) MINI_OK(lt_journal_begin(j, t));
        give_hour(j, file_number, table_number, t);
        if (t % 2 == 1) MINI_OK(lt_journal_seal(j, name, digest));
    }
    assert_true(lt_journal_stands(dir, name, digest));
    MINI_OK(lt_journal_drain(j));
    lt_journal_free(j);
    MINI_OK(lt_ncw_commit(file));
    MINI_OK(lt_outdir_commit_stream(dir, "table.csv", table));
    lt_outdir_close(dir);
}

static void test_same_files(void **state) {
    (void)state;
    static const char *const files[] = {"out.nc", "table.csv", "run_000000.part", "run_000002.part", "run_000004.part"};
    char folder[2][300], path[700];
    for (int n = 0; n < 2; ++n) {
        snprintf(folder[n], sizeof folder[n], "%s/behind%d", root, n);
        write_folder(folder[n], n == 1);
    }
    for (size_t f = 0; f < sizeof files / sizeof *files; ++f) {
        lt_digest digest[2];
        for (int n = 0; n < 2; ++n) {
            snprintf(path, sizeof path, "%s/%s", folder[n], files[f]);
            MINI_OK(lt_hash_file(path, digest[n]));
        }
        assert_string_equal(digest[0], digest[1]);
    }
}

/* The disk of a table is full: said by a later call, at the latest by the seal, which makes no part then. */
static void test_error_at_the_seal(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_journal *j;
    int number;
    char name[208], text[2048];
    lt_digest digest;
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    MINI_OK(lt_outdir_open(in_root("full"), &dir));
    MINI_OK(lt_journal_create(dir, "run", &j));
    MINI_OK(lt_journal_write_behind(j));
    MINI_OK(lt_journal_add(j, "table.csv", NULL, full, &number));
    MINI_OK(lt_journal_begin(j, 0));
    MINI_OK(lt_journal_text(j, number, "a line\n"));
    lt_status status = lt_journal_seal(j, name, digest);
    assert_int_equal(status, LT_ERR_ENV);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "disk full"));
    assert_non_null(strstr(text, "full/table.csv"));
    assert_string_equal(name, "");
    assert_int_equal(lt_journal_text(j, number, "another\n"), LT_ERR_ENV);
    assert_int_equal(lt_journal_drain(j), LT_ERR_ENV);
    lt_journal_free(j);
    assert_false(lt_outdir_has_any(dir, "run", ".part"));
    fclose(full);
    lt_outdir_close(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_bound),
        cmocka_unit_test(test_error),
        cmocka_unit_test(test_freed),
        cmocka_unit_test(test_fork),
        cmocka_unit_test(test_same_files),
        cmocka_unit_test(test_error_at_the_seal),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
