/* The arrows between the rooms (README.md, "Rooms"): who may include whom, what a kernel may see, and that libraries
 * neither print nor exit. The checkers are functions of a text, so that the first tests can show that they find faults.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/files.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A room, the rooms it may include besides itself, and the foreign headers that only it may include. */
typedef struct room {
    const char *folder; /* longest match wins, so model/kernel stands apart from model */
    const char *may;
    const char *foreign;
} room;

static const room rooms[] = {
    {"base", "", "yaml.h udunits2.h"},
    {"base/mpi", "base", "mpi.h"},
    {"grids", "base", "proj.h"},
    {"grids/build", "grids base", "proj.h geos_c.h"},
    {"inventory", "grids base", ""},
    {"model", "model/kernel grids base", ""},
    {"model/met/gridded/grib", "model grids base", "eccodes.h"},
    {"model/kernel", "", ""},
    {"scenarios", "inventory base", ""},
    {"postproc", "grids base", "gmt.h gmt/gmt.h"},
    {"postproc/obs/archive", "postproc grids base", "sqlite3.h"},
};
enum { N_ROOMS = sizeof rooms / sizeof *rooms };
static const char foreign_headers[] = "eccodes.h yaml.h udunits2.h mpi.h proj.h geos_c.h gmt.h gmt/gmt.h sqlite3.h";
static const char kernel_headers[] = "stdint.h math.h stddef.h stdbool.h string.h float.h limits.h immintrin.h";
static const char banned_words[] = "printf vprintf puts putchar perror exit abort quick_exit stdout stderr";

static bool in_list(const char *list, const char *word, size_t length) {
    for (const char *p = list; (p = strstr(p, word)) != NULL; p++) {
        bool starts = p == list || p[-1] == ' ';
        if (starts && strlen(word) == length && (p[length] == ' ' || p[length] == '\0')) return true;
    }
    return false;
}

static const room *room_of(const char *path) {
    const room *best = NULL;
    for (int r = 0; r < N_ROOMS; r++) {
        size_t length = strlen(rooms[r].folder);
        bool inside = strncmp(path, rooms[r].folder, length) == 0 && path[length] == '/';
        if (inside && (!best || length > strlen(best->folder))) best = &rooms[r];
    }
    return best;
}

/* Comments become spaces; the contents of strings and characters too when strings is true. Lines stay. */
static char *blanked(const char *text, bool strings) {
    char *copy = strdup(text);
    char state = 0; /* 0 code, '/' line comment, '*' block comment, '"' or '\'' literal */
    for (char *p = copy; *p; p++) {
        if (state == 0 && p[0] == '/' && (p[1] == '/' || p[1] == '*')) {
            state = p[1];
            p[0] = p[1] = ' ';
            p++;
        } else if (state == '*' && p[0] == '*' && p[1] == '/') {
            p[0] = p[1] = ' ';
            p++;
            state = 0;
        } else if (state == 0 && (*p == '"' || *p == '\'')) {
            state = *p;
        } else if ((state == '"' || state == '\'') && *p == '\\' && p[1]) {
            if (strings) p[0] = p[1] = ' ';
            p++;
        } else if ((state == '"' || state == '\'') && *p == state) {
            state = 0;
        } else if (*p == '\n') {
            if (state != '*') state = 0;
        } else if (state == '/' || state == '*' || (state && strings)) {
            *p = ' ';
        }
    }
    return copy;
}

static int fault(char *report, size_t size, const char *path, int line, const char *text) {
    snprintf(report, size, "%s:%d: %s", path, line, text);
    return 1;
}

/* One name in quotes or angle brackets, as seen from path. 1 and a report if it is not allowed. */
static int check_one_include(const char *path, int line, const char *name, bool quoted, char *report, size_t size) {
    const room *from = room_of(path);
    char text[512];
    snprintf(text, sizeof text, "%s must not include %s", from->folder, name);
    size_t length = strlen(name);
    bool kernel = strcmp(from->folder, "model/kernel") == 0;
    if (!quoted || room_of(name) == NULL) {
        if (quoted && strchr(name, '/') && !in_list(foreign_headers, name, length))
            return fault(report, size, path, line, text); /* "../x/y.h", "tests/y.h" and the like */
        if (kernel && !quoted && !in_list(kernel_headers, name, length)) return fault(report, size, path, line, text);
        bool foreign = in_list(foreign_headers, name, length);
        return foreign && !in_list(from->foreign, name, length) ? fault(report, size, path, line, text) : 0;
    }
    const room *to = room_of(name);
    bool good = to == from || in_list(from->may, to->folder, strlen(to->folder));
    return good ? 0 : fault(report, size, path, line, text);
}

/* All #include lines of a text that stands at path (from the repository's root). Number of faults; report: the last. */
static int check_includes(const char *path, const char *text, char *report, size_t size) {
    if (!room_of(path)) return 0;
    char *code = blanked(text, false);
    int faults = 0, line = 1;
    for (char *p = code; *p; line++) {
        char *end = strchr(p, '\n');
        if (end) *end = '\0';
        while (isblank((unsigned char)*p)) p++;
        char open = 0, name[256];
        if (*p == '#') {
            p++;
            while (isblank((unsigned char)*p)) p++;
            if (sscanf(p, "include %c%255[^\">]", &open, name) == 2 && (open == '"' || open == '<'))
                faults += check_one_include(path, line, name, open == '"', report, size);
        }
        if (!end) break;
        p = end + 1;
    }
    free(code);
    return faults;
}

/* Words that only lantian.c may use. A forked child may leave with _exit, which is another word. */
static int check_words(const char *path, const char *text, char *report, size_t size) {
    if (!room_of(path)) return 0;
    char *code = blanked(text, true);
    int faults = 0, line = 1;
    for (char *p = code; *p;) {
        if (*p == '\n') line++;
        if (!isalpha((unsigned char)*p) && *p != '_') {
            p++;
            continue;
        }
        char word[128];
        size_t length = 0;
        while (isalnum((unsigned char)p[length]) || p[length] == '_') length++;
        snprintf(word, sizeof word, "%.*s", (int)length, p);
        bool member = (p > code && p[-1] == '.') || (p > code + 1 && p[-1] == '>' && p[-2] == '-');
        bool attribute = strcmp(word, "printf") == 0 && strstr(code, "format") && p > code + 7 &&
                         strncmp(p - 7, "format(", 7) == 0; /* __attribute__((format(printf, 1, 2))) */
        if (!member && !attribute && length < sizeof word && in_list(banned_words, word, length)) {
            char what[256];
            snprintf(what, sizeof what, "%s in a library; only lantian.c prints and exits", word);
            faults += fault(report, size, path, line, what);
        }
        p += length;
    }
    free(code);
    return faults;
}

static int includes(const char *path, const char *text) {
    char report[1024] = "";
    return check_includes(path, text, report, sizeof report);
}
static int words(const char *path, const char *text) {
    char report[1024] = "";
    return check_words(path, text, report, sizeof report);
}

static void test_checker_finds_bad_includes(void **state) {
    (void)state;
    assert_int_equal(includes("model/driver/x.c", "#include \"inventory/ledger.h\"\n"), 1);
    assert_int_equal(includes("inventory/x.c", "#include \"model/driver/step.h\"\n"), 1);
    assert_int_equal(includes("base/x.c", "#include \"grids/grid.h\"\n"), 1);
    assert_int_equal(includes("grids/x.c", "\n  #  include \"grids/build/overlay.h\"\n"), 1);
    assert_int_equal(includes("postproc/x.c", "#include \"model/driver/step.h\"\n"), 1);
    assert_int_equal(includes("scenarios/x.c", "#include \"grids/grid.h\"\n#include \"postproc/map.h\"\n"), 2);
    assert_int_equal(includes("model/kernel/x.c", "#include \"base/status.h\"\n"), 1);
    assert_int_equal(includes("model/kernel/x.c", "#include <stdio.h>\n#include <omp.h>\n"), 2);
    assert_int_equal(includes("model/x.c", "#include \"../inventory/ledger.h\"\n"), 1);
    assert_int_equal(includes("model/x.c", "#include \"tests/support/files.h\"\n"), 1);
    assert_int_equal(includes("model/x.c", "#include <proj.h>\n"), 1);
    assert_int_equal(includes("grids/x.c", "#include <geos_c.h>"), 1);
    assert_int_equal(includes("base/x.c", "#include <mpi.h>\n#include \"base/mpi/comm_mpi.h\"\n"), 2);
    char report[1024];
    check_includes("model/x.c", "\n\n#include \"inventory/ledger.h\"\n", report, sizeof report);
    assert_string_equal(report, "model/x.c:3: model must not include inventory/ledger.h");
}

static void test_checker_lets_good_includes_pass(void **state) {
    (void)state;
    assert_int_equal(includes("model/x.c", "#include \"model/kernel/ppm.h\"\n#include \"grids/grid.h\"\n"), 0);
    assert_int_equal(includes("grids/build/x.c", "#include <geos_c.h>\n#include \"grids/grid.h\"\n"), 0);
    assert_int_equal(includes("base/mpi/x.c", "#include <mpi.h>\n#include \"base/comm.h\"\n"), 0);
    assert_int_equal(includes("base/x.c", "#include \"status.h\"\n#include <stdio.h>\n"), 0);
    assert_int_equal(includes("base/x.c", "/* #include \"grids/grid.h\" */\n// #include \"grids/grid.h\"\n"), 0);
    assert_int_equal(includes("model/kernel/x.c", "#include \"ppm.h\"\n#include <math.h>\n"), 0);
    assert_int_equal(includes("lantian.c", "#include \"model/x.h\"\n#include \"inventory/y.h\"\n"), 0);
}

static void test_checker_finds_bad_words(void **state) {
    (void)state;
    assert_int_equal(words("grids/x.c", "void f(void) { printf(\"a\"); exit(1); }"), 2);
    assert_int_equal(words("grids/x.c", "fprintf(stderr, \"a\");\nabort();"), 2);
    assert_int_equal(words("grids/x.c", "/* printf */ // exit(1)\nchar *s = \"exit(1) \\\" abort()\";"), 0);
    assert_int_equal(words("grids/x.c", "snprintf(a, 2, \"b\"); lt_exit(); s.exit = p->abort; _exit(0);"), 0);
    assert_int_equal(words("base/x.h", "void f(const char *, ...) __attribute__((format(printf, 1, 2)));"), 0);
    assert_int_equal(words("lantian.c", "exit(1);"), 0);
}

/* --- the tree itself --- */
typedef struct tally {
    int files, faults;
} tally;

static void report_faults(tally *count, int faults, const char *report) {
    count->faults += faults;
    if (faults) print_error("%s\n", report);
}

static void judge_source(const char *relative, const char *path, void *context) {
    tally *count = context;
    if (!room_of(relative) || !(files_ends_with(relative, ".c") || files_ends_with(relative, ".h"))) return;
    char report[1024] = "", *text = files_read(path, NULL);
    assert_non_null(text);
    count->files++;
    report_faults(count, check_includes(relative, text, report, sizeof report), report);
    report_faults(count, check_words(relative, text, report, sizeof report), report);
    free(text);
}

static void test_every_include_follows_the_arrows(void **state) {
    (void)state;
    tally count = {0};
    files_walk(LT_SOURCE_DIR, judge_source, &count);
    assert_true(count.files > 20); /* the tree was found */
    assert_int_equal(count.faults, 0);
}

/* Every folder of a room that holds files says what it is for; tests/README.md speaks for the folders below it. */
static void judge_folder(const char *relative, const char *path, void *context) {
    static char seen[1 << 16]; /* folders that were judged, a line each */
    tally *count = context;
    if (!room_of(relative)) return;
    char readme[4096];
    snprintf(readme, sizeof readme - 16, "%s", path);
    snprintf(strrchr(readme, '/'), 16, "/README.md\n");
    count->files++;
    if (strstr(seen, readme) || strlen(seen) + strlen(readme) >= sizeof seen) return;
    strcat(seen, readme);
    readme[strlen(readme) - 1] = '\0';
    if (files_exists(readme)) return;
    count->faults++;
    print_error("missing: %s\n", readme);
}

static void test_every_folder_has_a_readme(void **state) {
    (void)state;
    tally count = {0};
    files_walk(LT_SOURCE_DIR, judge_folder, &count);
    assert_true(count.files > 20);
    assert_int_equal(count.faults, 0);
    assert_true(files_exists(LT_SOURCE_DIR "/tests/README.md"));
}

/* Text that is right on one machine only: its absolute paths, and the hosts its packages come from. Each stands here in
 * two pieces, so that this file passes. */
static const char *const machine_texts[] = {"/wo"
                                            "rk/",
                                            "/ho"
                                            "me/",
                                            "/ro"
                                            "ot/",
                                            "/Us"
                                            "ers/",
                                            "/tmp/bu"
                                            "ild",
                                            "deb.deb"
                                            "ian.org",
                                            "registry.npm"
                                            "js.org",
                                            "py"
                                            "pi.org"};

static int machine_faults(const char *text) {
    int faults = 0;
    for (size_t n = 0; n < sizeof machine_texts / sizeof *machine_texts; n++) {
        const char *pattern = machine_texts[n];
        for (const char *p = text; (p = strstr(p, pattern)) != NULL; p++) {
            bool path = pattern[0] == '/';
            bool begins = p == text || !(isalnum((unsigned char)p[-1]) || strchr("._-/$}", p[-1]));
            if (!path || begins) faults++;
        }
    }
    return faults;
}

static void judge_text(const char *relative, const char *path, void *context) {
    tally *count = context;
    size_t size = 0;
    char *text = files_read(path, &size);
    assert_non_null(text);
    bool binary = memchr(text, '\0', size) != NULL;
    if (!binary) {
        count->files++;
        int faults = machine_faults(text);
        count->faults += faults;
        if (faults) print_error("%s: holds a path or a host of one machine\n", relative);
    }
    free(text);
}

static void test_no_text_belongs_to_one_machine(void **state) {
    (void)state;
    assert_int_equal(machine_faults("read /wo"
                                    "rk/shared/x"),
                     1);
    assert_int_equal(machine_faults("see https://example.org/ho"
                                    "me/x and ../shared/data"),
                     0);
    tally count = {0};
    files_walk(LT_SOURCE_DIR, judge_text, &count);
    assert_true(count.files > 20);
    assert_int_equal(count.faults, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_checker_finds_bad_includes), cmocka_unit_test(test_checker_lets_good_includes_pass),
        cmocka_unit_test(test_checker_finds_bad_words),    cmocka_unit_test(test_every_include_follows_the_arrows),
        cmocka_unit_test(test_every_folder_has_a_readme),  cmocka_unit_test(test_no_text_belongs_to_one_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
