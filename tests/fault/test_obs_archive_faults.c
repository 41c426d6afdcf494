/* The archive of observations under faults: held by another program, damaged, of another program, a full disk, kill -9,
 * two imports at once, stations that report nonsense. It stays whole, or says what is wrong. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "postproc/obs/archive/archive_private.h"
#include "tests/support/obs_files.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

#include <cjson/cJSON.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>

enum { DAYS = 12 };

static double obs_louder(int site, const char *type, long day, int hour) {
    return obs_quiet(site, type, day, hour) + 1;
}

static lt_time day_of(int n) {
    return lt_time_from_civil(2020, 1, 6, 0, 0, 0) + (lt_time)n * LT_DAY;
}

static const char *day_file(int n) {
    static char name[PATH_MAX + 64];
    snprintf(name, sizeof name, "%s/days/china_sites_%02d.csv", root, n);
    return name;
}

/* root/name for a whole test. */
static const char *archive_of(const char *name) {
    static char path[2][PATH_MAX + 64];
    static int turn;
    char *out = path[turn++ % 2];
    snprintf(out, sizeof path[0], "%s/%s", root, name);
    return out;
}

static int make_days(void **state) {
    if (make_root(state) != 0 || mkdir(in_root("days"), 0777) != 0) return -1;
    for (int n = 0; n < DAYS; n++) obs_write_cnemc(day_file(n), day_of(n), OBS_SITES, obs_quiet);
    return 0;
}

static void import_days(const char *archive, int from, int to) {
    lt_import told;
    for (int n = from; n < to; n++) assert_int_equal(obs_import(archive, day_file(n), &told), LT_OK);
}

static void digest_of_file(const char *path, lt_digest out) {
    assert_int_equal(lt_hash_file(path, out), LT_OK);
}

#define SAYS(text, ...)                                                                                                \
    do {                                                                                                               \
        static const char *const words_[] = {__VA_ARGS__};                                                             \
        for (size_t w_ = 0; w_ < sizeof words_ / sizeof *words_; w_++)                                                 \
            if (!strstr(text, words_[w_])) fail_msg("\"%s\" is missing in:\n%s", words_[w_], text);                    \
    } while (0)

/* --- held, foreign, damaged --- */

static void held_by_another(void **state) {
    (void)state;
    const char *path = archive_of("held.sqlite");
    lt_archive *archive = NULL;
    sqlite3 *other;
    char text[2048];
    import_days(path, 0, 1);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", 0, 0, 0), SQLITE_OK);
    lt_archive_wait_ms = 50;
    const lt_status status = lt_archive_open(path, true, &archive);
    lt_error_text(status, text, sizeof text);
    assert_int_equal(status, LT_ERR_ENV);
    SAYS(text, "in use", "held.sqlite", "another program", "wait for the other import");
    assert_int_equal(lt_archive_open(path, false, &archive), LT_ERR_ENV);
    sqlite3_close(other);
    lt_archive_wait_ms = 10000;
    assert_int_equal(lt_archive_open(path, true, &archive), LT_OK);
    lt_archive_close(archive);
}

static void not_an_archive(void **state) {
    (void)state;
    static const struct {
        const char *sql, *word;
    } others[] = {{"CREATE TABLE a(b)", "a database of another program"},
                  {"PRAGMA application_id = 1280593730; PRAGMA user_version = 99; CREATE TABLE a(b)", "version 99"}};
    for (int k = 0; k < 2; k++) {
        const char *path = archive_of("foreign.sqlite");
        lt_archive *archive = NULL;
        lt_digest before, after;
        sqlite3 *db;
        char text[2048];
        remove(path);
        assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, others[k].sql, 0, 0, 0), SQLITE_OK);
        sqlite3_close(db);
        digest_of_file(path, before);
        for (int write = 0; write < 2; write++) {
            const lt_status status = lt_archive_open(path, write == 1, &archive);
            assert_int_equal(status, LT_ERR_INPUT);
            lt_error_text(status, text, sizeof text);
            if (!strstr(text, others[k].word)) fail_msg("\"%s\" in %s", others[k].word, text);
        }
        digest_of_file(path, after);
        assert_string_equal(before, after);
    }
    program_result said = program_run(NULL, "obs", "import", day_file(0), "--archive", day_file(1));
    assert_int_equal(said.code, 2);
    SAYS(said.err, "no archive of observations", "no SQLite database", "nothing was written");
    program_free(&said);
    said = program_run(NULL, "obs", "coverage", "--archive", in_root("none.sqlite"));
    assert_int_equal(said.code, 2);
    SAYS(said.err, "no such file", "lantian obs import");
    program_free(&said);
    assert_false(files_exists(in_root("none.sqlite")));
    said = program_run(NULL, "obs", "import", in_root("none.csv"), "--archive", in_root("none.sqlite"));
    assert_int_equal(said.code, 2);
    program_free(&said);
    assert_false(files_exists(in_root("none.sqlite"))); /* bad input makes no archive */
}

/* Bytes overwritten anywhere: refused with the archive as it was, or (a number that is another now) taken. */
static void damaged_pages(void **state) {
    (void)state;
    const char *whole = archive_of("whole.sqlite"), *path = archive_of("damaged.sqlite");
    size_t size = 0;
    int refused = 0;
    import_days(whole, 0, 2);
    char *bytes = files_read(whole, &size);
    for (int k = 0; k < 60; k++) {
        lt_archive *archive = NULL;
        lt_digest before, after;
        char *copy = malloc(size);
        memcpy(copy, bytes, size);
        const size_t cut = k % 6 == 5 ? 100 + random_bits() % (size - 100) : size;
        const size_t at = k == 0 ? 40 : random_bits() % (size - 600);
        if (cut == size) memset(copy + at, 0xA5, k % 2 ? 512 : 40);
        assert_true(files_write(path, copy, cut));
        free(copy);
        digest_of_file(path, before);
        lt_status status = lt_archive_open(path, true, &archive);
        lt_archive_close(archive);
        if (status != LT_OK) {
            char text[2048];
            lt_error_text(status, text, sizeof text);
            if (status != LT_ERR_INPUT) fail_msg("round %d: %s", k, text);
            SAYS(text, "damaged.sqlite", "to do:");
            refused++;
        }
        digest_of_file(path, after);
        assert_string_equal(before, after);
    }
    free(bytes);
    print_message("damage: %d of 60 refused\n", refused);
    assert_true(refused >= 30);
}

/* A bit that flips in a stored number, which no page shows; a value that nobody put in. */
static void changed_numbers(void **state) {
    (void)state;
    static const char *const changes[] = {"UPDATE value SET value = value + 1 WHERE series = 3 AND start = "
                                          "(SELECT min(start) FROM value WHERE series = 3)",
                                          "UPDATE value SET state = 1 WHERE series = 2",
                                          "INSERT INTO value VALUES(1, 0, 5, 0, 0, 1, 1)", "UPDATE past SET value = 7",
                                          "UPDATE value SET source = 77 WHERE series = 1"};
    obs_write_cnemc(in_root("later.csv"), day_of(0), 2, obs_louder);
    for (int k = -1; k < 5; k++) {
        const char *path = archive_of("sums.sqlite");
        lt_import told;
        sqlite3 *db;
        remove(path);
        import_days(path, 0, 2);
        assert_int_equal(obs_import(path, in_root("later.csv"), &told), LT_OK);
        assert_true(told.n_changed > 0);
        assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
        if (k >= 0) assert_int_equal(sqlite3_exec(db, changes[k], 0, 0, 0), SQLITE_OK);
        sqlite3_close(db);
        program_result said = program_run(NULL, "obs", "check", "--archive", path);
        if (said.code != (k < 0 ? 0 : 2)) fail_msg("change %d: %s%s", k, said.said, said.err);
        if (k < 0)
            SAYS(said.said, "whole, 3 files");
        else
            SAYS(said.err, "damaged", "sums.sqlite");
        program_free(&said);
    }
}

/* --- a full disk: run in a child, which says by its exit code what went wrong --- */

static char limited[PATH_MAX + 64];

static int import_until_full(void) {
    lt_import told;
    for (int n = 0; n < DAYS; n++) {
        const lt_status status = obs_import(limited, day_file(n), &told);
        if (status == LT_OK) continue;
        char text[2048];
        lt_error_text(status, text, sizeof text);
        if (status != LT_ERR_ENV) return 100;
        if (!strstr(text, "disk full") && !strstr(text, "largest size")) return 101;
        if (!strstr(text, limited)) return 102;
        return n;
    }
    return 103;
}

static int result_of(void (*run)(void)) {
    int result = 0;
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        run();
        _exit(99);
    }
    assert_int_equal(waitpid(child, &result, 0), child);
    return WIFEXITED(result) ? WEXITSTATUS(result) : 98;
}

enum { NO_MOUNT = 77 };

/* On the full disk itself: what is in the archive is whole and is what the files before it make. */
static void fill_small_disk(void) {
    const char *folder = in_root("disk");
    lt_digest got, want;
    if (unshare(CLONE_NEWNS) != 0 && unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) _exit(NO_MOUNT);
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0) _exit(NO_MOUNT); /* seen by this child only */
    if (mkdir(folder, 0777) != 0 || mount("tmpfs", folder, "tmpfs", 0, "size=400k") != 0) _exit(NO_MOUNT);
    snprintf(limited, sizeof limited, "%s/disk/obs.sqlite", root);
    const int n = import_until_full();
    if (n < 1 || n >= DAYS) _exit(n >= DAYS ? n : 110);
    obs_digest(limited, true, got);
    import_days(archive_of("beside.sqlite"), 0, n);
    obs_digest(archive_of("beside.sqlite"), true, want);
    _exit(strcmp(got, want) == 0 ? n : 111);
}

static rlim_t file_limit;

static void pass_file_limit(void) {
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(const struct rlimit){file_limit, file_limit});
    _exit(import_until_full());
}

static void disk_full(void **state) {
    (void)state;
    const int mounted = result_of(fill_small_disk);
    if (mounted == NO_MOUNT)
        print_message("disk full: no right to mount a small tmpfs; the file size limit (EFBIG) stands in for it\n");
    else
        print_message("disk full: a tmpfs of 400 kB took %d of %d days\n", mounted, DAYS);
    assert_true((mounted >= 1 && mounted < DAYS) || mounted == NO_MOUNT);
    static const rlim_t limits[] = {3000, 30000, 120000, 250000};
    for (size_t k = 0; k < sizeof limits / sizeof *limits; k++) {
        lt_digest got, want;
        snprintf(limited, sizeof limited, "%s/limited%zu.sqlite", root, k);
        file_limit = limits[k];
        const int n = result_of(pass_file_limit);
        if (n >= DAYS) fail_msg("limit %ld: the child ended with %d", (long)limits[k], n);
        const char *beside = archive_of(lt_fmt("unbroken%zu.sqlite", k));
        import_days(limited, n, DAYS); /* there is room again */
        import_days(beside, 0, DAYS);
        obs_digest(limited, true, got);
        obs_digest(beside, true, want);
        assert_string_equal(got, want);
    }
}

/* --- kill -9 --- */

static int journals, kills;

/* One import of all days, killed after a while; was it finished before? */
static bool import_killed(const char *archive, long most_us) {
    int out, err, result = 0;
    const char *const arguments[] = {"obs", "import", in_root("days"), "--archive", archive, NULL};
    const pid_t child = program_start(NULL, arguments, &out, &err);
    usleep((useconds_t)(random_bits() % (uint64_t)most_us));
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &result, 0), child);
    free(program_caught(out));
    free(program_caught(err));
    if (WIFEXITED(result)) {
        assert_int_equal(WEXITSTATUS(result), 0);
        return true;
    }
    kills++;
    journals += files_exists(lt_fmt("%s-journal", archive));
    return false;
}

/* Whoever comes next, an export or another import, finds whole files only. */
static void whole_files_only(const char *archive) {
    if (!files_exists(archive) || obs_ask(archive, "SELECT count(*) FROM sqlite_master") == 0) return;
    const double days = obs_ask(archive, "SELECT count(*) FROM source"), values = OBS_SITES * 6 * 24;
    assert_true(obs_ask(archive, "SELECT count(*) FROM value") == days * values);
    assert_true(obs_ask(archive, "SELECT count(*) FROM past") == 0);
    assert_true(obs_ask(archive, "SELECT count(*) FROM source WHERE n_new != 1152") == 0);
}

static void killed_imports(void **state) {
    (void)state;
    lt_digest want, got;
    int rounds = 0;
    import_days(archive_of("unbroken.sqlite"), 0, DAYS);
    obs_digest(archive_of("unbroken.sqlite"), true, want);
    const char *const warm[] = {"obs", "import", in_root("days"), "--archive", in_root("warm.sqlite"), NULL};
    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    program_result said = program_run_list(NULL, warm);
    clock_gettime(CLOCK_MONOTONIC, &after);
    assert_int_equal(said.code, 0);
    program_free(&said);
    const long measured_us = (after.tv_sec - before.tv_sec) * 1000000L + (after.tv_nsec - before.tv_nsec) / 1000;
    /* the clock of a machine may jump */
    const long whole_us = measured_us < 50000 ? 50000 : measured_us > 2000000 ? 2000000 : measured_us;
    for (; kills < 60; rounds++) {
        const char *archive = archive_of(lt_fmt("killed%d.sqlite", rounds));
        /* longer and longer, for a machine that is busier now than when the unbroken import was timed */
        for (long most_us = whole_us; !import_killed(archive, most_us); most_us += whole_us / 20)
            whole_files_only(archive);
        obs_digest(archive, true, got);
        assert_string_equal(got, want);
        remove(archive);
    }
    print_message("kills: %d, %d of them left a journal to undo; %d archives, all as the unbroken one\n", kills,
                  journals, rounds);
    assert_true(journals > 0);
}

/* Two at once wait for each other. */
static void two_at_once(void **state) {
    (void)state;
    int out[2], err[2];
    pid_t child[2];
    lt_digest want, got;
    const char *archive = archive_of("both.sqlite");
    for (int k = 0; k < 2; k++) {
        const char *const arguments[] = {"obs",       "import", in_root(k ? "days/*[02468].csv" : "days/*[13579].csv"),
                                         "--archive", archive,  NULL};
        child[k] = program_start(NULL, arguments, &out[k], &err[k]);
    }
    for (int k = 0; k < 2; k++) {
        program_result said = program_finish(child[k], out[k], err[k]);
        if (said.code != 0) fail_msg("%s", said.err);
        program_free(&said);
    }
    obs_digest(archive, true, got);
    import_days(archive_of("one.sqlite"), 0, DAYS);
    obs_digest(archive_of("one.sqlite"), true, want);
    assert_string_equal(got, want);
}

/* --- nonsense --- */

static double nonsense(int site, const char *type, long day, int hour) {
    if (site == 3) return hour % 2 ? 99999 : -7;
    return obs_quiet(site, type, day, hour);
}

/* A station of nonsense is flagged whole and costs the others nothing; a bad file costs the others nothing. */
static void nonsense_stays_alone(void **state) {
    (void)state;
    const char *archive = archive_of("nonsense.sqlite");
    assert_int_equal(mkdir(in_root("mixed"), 0777), 0);
    obs_write_cnemc(in_root("mixed/a.csv"), day_of(0), OBS_SITES, nonsense);
    assert_true(files_write_text(in_root("mixed/b.csv"), "this,is,no\nfile,of,observations\n"));
    assert_true(files_write(in_root("mixed/c.csv"), "\x00\x01\x02\xff", 4));
    obs_write_cnemc(in_root("mixed/d.csv"), day_of(1), OBS_SITES, obs_quiet);
    program_result said = program_run(NULL, "obs", "import", in_root("mixed"), "--archive", archive);
    assert_int_equal(said.code, 2);
    SAYS(said.said, "a.csv: cnemc", "d.csv: cnemc");
    SAYS(said.err, "b.csv", "c.csv", "2 of 4 files could not be imported");
    program_free(&said);
    said = program_run(NULL, "obs", "import", in_root("mixed"), "--archive", archive, "--json");
    assert_int_equal(said.code, 2); /* whoever reads JSON learns of all four */
    cJSON *tree = cJSON_Parse(said.said);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(tree, "results")), 2);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(tree, "bad_files")), 2);
    cJSON_Delete(tree);
    program_free(&said);
    assert_true(obs_ask(archive, "SELECT count(*) FROM value") == 2 * OBS_SITES * 6 * 24);
    static const char by_site[] = "SELECT count(*) FROM value JOIN series ON series.id = series JOIN station ON "
                                  "station.id = station WHERE flags != 0 AND code %s '1101A'";
    assert_true(obs_ask(archive, lt_fmt(by_site, "=")) == 6 * 24);
    assert_true(obs_ask(archive, lt_fmt(by_site, "!=")) == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(held_by_another), cmocka_unit_test(not_an_archive),
        cmocka_unit_test(damaged_pages),   cmocka_unit_test(changed_numbers),
        cmocka_unit_test(disk_full),       cmocka_unit_test(killed_imports),
        cmocka_unit_test(two_at_once),     cmocka_unit_test(nonsense_stays_alone),
    };
    return cmocka_run_group_tests(tests, make_days, remove_root);
}
