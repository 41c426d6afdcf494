/* quickstart on machines that this one is not: a folder of stand-ins for dpkg-query, apt-get, id and cmake is its whole
 * PATH. Nothing is installed or built here; the stand-ins write down that they were called. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/program.h"

typedef struct machine {
    char tools[256]; /* PATH */
    char calls[320]; /* file with a line for each call */
    char path_variable[320];
} machine;

static void tool(const machine *m, const char *name, const char *body) {
    char path[512], text[2048];
    snprintf(path, sizeof path, "%s/%s", m->tools, name);
    snprintf(text, sizeof text, "#!/bin/bash\nprintf '%%s %%s\\n' '%s' \"$*\" >>'%s'\n%s\n", name, m->calls, body);
    assert_true(files_write_text(path, text));
    assert_int_equal(chmod(path, 0755), 0);
}

/* The plain tools that every machine has, and none of those that decide. */
static void machine_make(machine *m) {
    static const char *const plain[] = {"bash", "env",  "cat",  "dirname", "sed", "sort",
                                        "head", "tail", "grep", "mktemp",  "rm",  "nproc"};
    assert_true(files_make_folder(m->tools));
    snprintf(m->calls, sizeof m->calls, "%s/calls", m->tools);
    snprintf(m->path_variable, sizeof m->path_variable, "PATH=%s", m->tools);
    for (size_t n = 0; n < sizeof plain / sizeof *plain; n++) {
        char link[512], target[512];
        snprintf(link, sizeof link, "%s/%s", m->tools, plain[n]);
        snprintf(target, sizeof target, "/usr/bin/%s", plain[n]);
        if (!files_exists(target)) snprintf(target, sizeof target, "/bin/%s", plain[n]);
        assert_int_equal(symlink(target, link), 0);
    }
}

static program_result quickstart(const machine *m, const char *request, const char *more) {
    program_options options = {.program = "/bin/bash", .folder = "/", .variable = m->path_variable};
    const char *const arguments[] = {LT_SOURCE_DIR "/quickstart", request, request ? more : NULL, NULL};
    return program_run_list(&options, arguments);
}

static bool called(const machine *m, const char *line) {
    char *text = files_read(m->calls, NULL);
    bool found = text && strstr(text, line);
    free(text);
    return found;
}

static void assert_said(const program_result *result, int code, const char *const *words) {
    bool good = result->code == code;
    for (; *words && good; words++) good = strstr(result->err, *words) || strstr(result->said, *words);
    if (!good) print_error("code %d, %s\n%s%s\n", result->code, *words ? *words : "", result->said, result->err);
    assert_true(good);
}
#define SAID(result, code, ...) assert_said(&(result), (code), (const char *const[]){__VA_ARGS__, NULL})

static void test_help_and_bad_requests(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    program_result help = quickstart(&m, "help", NULL);
    SAID(help, 0, "usage: ./quickstart", "test long");
    program_free(&help);
    program_result bad = quickstart(&m, "tset", NULL);
    SAID(bad, 2, "unknown request 'tset'", "usage");
    program_free(&bad);
    bad = quickstart(&m, "test", "short");
    SAID(bad, 2, "usage");
    program_free(&bad);
    files_remove(m.tools);
}

static void test_without_apt_it_names_the_packages(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    program_result result = quickstart(&m, NULL, NULL);
    SAID(result, 3, "libnetcdf-dev", "libopenmpi-dev openmpi-bin libnetcdf-mpi-dev", "conda-forge:", "udunits2",
         "openmpi libnetcdf=*=mpi_openmpi*", "Spack:", "netcdf-c+mpi", "cmake --preset release",
         "lantian run liaoning");
    program_free(&result);
    result = quickstart(&m, "test", NULL);
    SAID(result, 3, "libcmocka-dev libsundials-dev", "cmocka sundials", "cmake --preset release-tests", "ctest");
    program_free(&result);
    files_remove(m.tools);
}

static void test_without_apt_but_with_all_it_builds(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    /* Configuring works, building does not: so the end is a failed build, not a missing package. */
    tool(&m, "cmake", "case $1 in --version) echo cmake version 3.25.1 ;; --build) exit 1 ;; esac");
    program_result result = quickstart(&m, NULL, NULL);
    SAID(result, 1, "the build failed");
    assert_true(called(&m, "cmake --preset release"));
    assert_true(called(&m, "cmake --build --preset release"));
    program_free(&result);
    files_remove(m.tools);
}

static void test_nothing_missing_asks_apt_for_nothing(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    tool(&m, "dpkg-query", "echo installed");
    tool(&m, "apt-get", "");
    tool(&m, "id", "echo 0");
    tool(&m, "cmake", "case $1 in --version) echo cmake version 3.24.9 ;; esac");
    program_result result = quickstart(&m, NULL, NULL);
    SAID(result, 3, "packages are installed", "CMake 3.24.9 is too old");
    assert_true(called(&m, "dpkg-query"));
    assert_false(called(&m, "apt-get"));
    program_free(&result);
    files_remove(m.tools);
}

static void test_failed_configure_builds_nothing(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    tool(&m, "dpkg-query", "echo installed");
    tool(&m, "apt-get", "");
    tool(&m, "cmake", "case $1 in --version) echo cmake version 3.25.1 ;; --preset) exit 1 ;; esac");
    tool(&m, "ctest", "");
    program_result result = quickstart(&m, "test", NULL);
    SAID(result, 1, "the build failed");
    assert_false(called(&m, "cmake --build"));
    assert_false(called(&m, "ctest"));
    program_free(&result);
    files_remove(m.tools);
}

/* What ctest says is what quickstart says; "long" takes the label's exclusion away. */
static void test_failed_test_fails(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    tool(&m, "dpkg-query", "echo installed");
    tool(&m, "apt-get", "");
    tool(&m, "cmake", "case $1 in --version) echo cmake version 3.31.6 ;; esac");
    tool(&m, "ctest", "exit 8");
    program_result result = quickstart(&m, "test", NULL);
    SAID(result, 1, "running the tests");
    assert_true(called(&m, "--no-tests=error"));
    assert_true(called(&m, "-LE ^long$"));
    program_free(&result);
    unlink(m.calls);
    tool(&m, "ctest", "exit 0");
    result = quickstart(&m, "test", "long");
    SAID(result, 0, "running the tests");
    assert_false(called(&m, "-LE"));
    program_free(&result);
    files_remove(m.tools);
}

static void test_root_installs_only_what_is_missing(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    tool(&m, "dpkg-query",
         "case \"$*\" in *libyaml-dev | *gmt) exit 1 ;; *libgeos-dev) echo config-files ;; "
         "*) echo installed ;; esac");
    tool(&m, "apt-get", "case \"$*\" in *install*) exit 1 ;; *) exit 100 ;; esac");
    tool(&m, "id", "echo 0");
    program_result result = quickstart(&m, NULL, NULL);
    SAID(result, 3, "missing: libgeos-dev libyaml-dev gmt\n", "apt-get update failed", "could not be installed");
    assert_true(called(&m, "install -y --no-install-recommends libgeos-dev libyaml-dev gmt\n"));
    program_free(&result);
    files_remove(m.tools);
}

/* nodejs and npm are wanted only where their commands are missing, the browser only for the tests. */
static void test_node_is_not_installed_twice(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    tool(&m, "dpkg-query", "case \"$*\" in *nodejs | *npm | *chromium*) exit 1 ;; *) echo installed ;; esac");
    tool(&m, "apt-get", "case \"$*\" in *install*) exit 1 ;; esac");
    tool(&m, "id", "echo 0");
    tool(&m, "node", "echo v20.20.2");
    program_result result = quickstart(&m, NULL, NULL);
    SAID(result, 3, "missing: npm\n");
    program_free(&result);
    tool(&m, "npm", "");
    tool(&m, "cmake", "echo cmake version 3.24.9");
    result = quickstart(&m, NULL, NULL);
    SAID(result, 3, "packages are installed", "CMake 3.24.9 is too old");
    program_free(&result);
    result = quickstart(&m, "test", NULL);
    SAID(result, 3, "missing: chromium-headless-shell\n");
    program_free(&result);
    tool(&m, "chromium", "");
    result = quickstart(&m, "test", NULL);
    SAID(result, 3, "packages are installed", "CMake 3.24.9 is too old");
    program_free(&result);
    files_remove(m.tools);
}

static void test_no_root_and_no_sudo_gives_the_command(void **state) {
    (void)state;
    machine m;
    machine_make(&m);
    tool(&m, "dpkg-query", "case \"$*\" in *libcmocka-dev) exit 1 ;; *) echo installed ;; esac");
    tool(&m, "apt-get", "");
    tool(&m, "id", "echo 1000");
    program_result result = quickstart(&m, "test", NULL);
    SAID(result, 3, "no sudo", "--no-install-recommends libcmocka-dev\n");
    assert_false(called(&m, "apt-get"));
    program_free(&result);
    /* With sudo, and no terminal to ask for a password on, sudo must be told not to ask. */
    tool(&m, "sudo", "exit 1");
    result = quickstart(&m, "test", NULL);
    SAID(result, 3, "could not be installed");
    assert_true(called(&m, "sudo -n apt-get"));
    assert_true(called(&m, "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get"));
    program_free(&result);
    files_remove(m.tools);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_help_and_bad_requests),
        cmocka_unit_test(test_without_apt_it_names_the_packages),
        cmocka_unit_test(test_without_apt_but_with_all_it_builds),
        cmocka_unit_test(test_nothing_missing_asks_apt_for_nothing),
        cmocka_unit_test(test_failed_configure_builds_nothing),
        cmocka_unit_test(test_failed_test_fails),
        cmocka_unit_test(test_root_installs_only_what_is_missing),
        cmocka_unit_test(test_node_is_not_installed_twice),
        cmocka_unit_test(test_no_root_and_no_sudo_gives_the_command),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
