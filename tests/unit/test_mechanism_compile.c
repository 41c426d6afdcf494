/* `lantian mechanism compile`: what it writes is the same each time, compiles alone, and does what the interpreter does
 * with the same mechanism; whatever the mechanism calls its things. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/hash.h"
#include "base/outdir.h"
#include "model/chemistry/command/command.h"
#include "model/chemistry/mechanism/digest.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"
#include "model/kernel/real.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

#include <cjson/cJSON.h>
#include <dlfcn.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SECONDS = 3600 };

static char source[PATH_MAX], name[100]; /* of the code */
static lt_mechanism *mechanism;

static void write_mechanism(void) {
    FILE *file = fopen(in_root("own-mechanism.def"), "w");
    assert_non_null(file);
    fputs(lt_mechanism_example(), file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(lt_mechanism_read(in_root("own-mechanism.def"), &mechanism), LT_OK);
    lt_digest digest;
    lt_mechanism_digest(mechanism, digest);
    snprintf(name, sizeof name, "own_mechanism_%.8s", digest);
    snprintf(source, sizeof source, "%s/code/kernel_%s.c", root, name);
}

static void test_written(void **state) {
    (void)state;
    lt_digest first, second;
    write_mechanism();
    for (int turn = 0; turn < 2; turn++) {
        program_result r =
            program_run(NULL, "mechanism", "compile", in_root("own-mechanism.def"), "--out", in_root("code"));
        if (r.code != 0) print_error("%s%s\n", r.said, r.err);
        assert_int_equal(r.code, 0);
        assert_non_null(strstr(r.said, name));
        assert_non_null(strstr(r.said, "LT_MECHANISM_SOURCES"));
        program_free(&r);
        assert_int_equal(lt_hash_file(source, turn ? second : first), LT_OK);
    }
    assert_string_equal(first, second);
    program_result r = program_run(NULL, "mechanism", "compile", in_root("none.def"), "--out", in_root("code"));
    assert_int_equal(r.code, 2);
    assert_non_null(strstr(r.err, "none.def"));
    program_free(&r);
}

/* --json, Chinese, and code of an earlier state beside it, which the build would take too. */
static void test_told(void **state) {
    (void)state;
    const char *old = in_root("code/kernel_own_mechanism_0123abcd.c");
    assert_true(files_write_text(old, "/* old */"));
    assert_true(files_write_text(in_root("code/kernel_own_mechanism_two_0123abcd.c"), "/* another's */"));
    const char *const options[][2] = {{"--json", "--quiet"}, {"--lang", "zh"}, {"--lang", "en"}};
    const char *const words[][3] = {{"\"n_reactions\"", "\"other_states\"", "kernel_own_mechanism_0123abcd.c"},
                                    {"个反应", "另一版本", "kernel_own_mechanism_0123abcd.c"},
                                    {"reactions", "another state", "kernel_own_mechanism_0123abcd.c"}};
    for (int k = 0; k < 3; k++) {
        program_result r = program_run(NULL, "mechanism", "compile", in_root("own-mechanism.def"), "--out",
                                       in_root("code"), options[k][0], options[k][1]);
        assert_int_equal(r.code, 0);
        for (int w = 0; w < 3; w++)
            if (!strstr(r.said, words[k][w])) fail_msg("no %s in\n%s", words[k][w], r.said);
        assert_null(strstr(r.said, "_two_"));
        if (k == 0) {
            cJSON *json = cJSON_Parse(r.said);
            assert_non_null(json);
            assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(json, "other_states")), 1);
            cJSON_Delete(json);
        }
        program_free(&r);
    }
    assert_int_equal(remove(in_root("code/kernel_own_mechanism_0123abcd.c")), 0);
    assert_int_equal(remove(in_root("code/kernel_own_mechanism_two_0123abcd.c")), 0);
}

/* The kernel of the code, from a library made of it alone. */
static const lt_chem_kernel *kernel_of(void **library) {
    char command[4 * PATH_MAX], symbol[200];
    snprintf(
        command, sizeof command,
        "cc -std=c17 -O1 -shared -fPIC -march=x86-64-v3 -ffp-contract=off -Wall -Wextra -Werror -DLT_ISA=v3 %s -I%s "
        "-o %s/kernel.so %s -lm",
        sizeof(lt_real) == 8 ? "-DLT_REAL_IS_DOUBLE=1" : "", LT_SOURCE_DIR, root, source);
    assert_int_equal(system(command), 0);
    *library = dlopen(in_root("kernel.so"), RTLD_NOW);
    assert_non_null(*library);
    snprintf(symbol, sizeof symbol, "lt_chem_kernel_%s_v3", name);
    const lt_chem_kernel *kernel = dlsym(*library, symbol);
    assert_non_null(kernel);
    return kernel;
}

static void test_runs(void **state) {
    (void)state;
    void *library, *work;
    const lt_chem_kernel *kernel = kernel_of(&library);
    lt_digest digest;
    lt_mechanism_digest(mechanism, digest);
    assert_string_equal(kernel->digest, digest);
    const lt_rosenbrock *method;
    const lt_ros_control control = lt_ros_control_default(1e-4);
    assert_int_equal(lt_ros_method_find("ros3", &method), LT_OK);
    double c1[64], k1[64], atol1[64];
    lt_real c[64], k[64], atol[64];
    int n = mechanism->n_variable;
    assert_true(n < 64 && mechanism->n_reactions < 64);
    for (int r = 0; r < mechanism->n_reactions; r++) k1[r] = k[r] = (lt_real)(1e-4 * (1 + noise()));
    for (int s = 0; s < n; s++) {
        c1[s] = c[s] = (lt_real)(1 + 10 * noise());
        atol1[s] = atol[s] = (lt_real)1e-6;
    }
    double step = 0;
    uint8_t failed = 1;
    const lt_chem_cells cells = {
        .n = 1, .stride = 1, .seconds = SECONDS, .c = c, .k = k, .step = &step, .failed = &failed};
    assert_int_equal(lt_calloc(1, kernel->work_bytes, &work), LT_OK);
    kernel->integrate(method, &control, atol, &cells, work);
    lt_free(work);
    assert_int_equal(failed, 0);
    lt_interpreter *interpreter;
    lt_chem_result result;
    assert_int_equal(lt_interpreter_create(mechanism, &interpreter), LT_OK);
    lt_interpreter_integrate(interpreter, method, &control, atol1, k1, NULL, SECONDS, 0, c1, NULL, &result);
    lt_interpreter_free(interpreter);
    /* The same method over the same steps, one of them in the type of the build: 1000 of its roundings (D). */
    for (int s = 0; s < n; s++)
        assert_true(fabs((double)c[s] - c1[s]) <= 1000 * (sizeof(lt_real) == 4 ? 0x1p-24 : 0x1p-53) * fmax(c1[s], 1.0));
    dlclose(library);
    lt_mechanism_free(mechanism);
}

/* Labels and a file name that would end comments and strings of C, a rate of 490 terms, odd rates: code of bearable
 * depth that compiles without a warning; a file of another format does not. */
static void test_odd_mechanism(void **state) {
    (void)state;
    char *text, command[4 * PATH_MAX], path[PATH_MAX];
    FILE *file = fopen(in_root("a \"b\" *?.def"), "w");
    assert_non_null(file);
    fputs("#DEFVAR A; B; NAN; INF; E1; lu;\n#DEFFIX M0;\n#EQUATIONS\n<R*/1> A = B : 1E-3*(SUN", file);
    for (int n = 1; n < 490; n++) fputs("+SUN", file);
    fputs(");\n<R /* \\ \"2\"> A + A = B : 1E-3*LOG(TEMP - 400.0);\n<3> B = A : SQRT(-SUN) + (TEMP - 300.0)**0.5;\n"
          "<4> NAN + M0 = INF + 0.5 E1 : foreign(TEMP);\n<5> lu = lu : K(R*/1)/(TEMP - TEMP);\n<6> hv = lu : 1E5;\n"
          "<7> A + B + NAN = lu : k_3rd_iupac(TEMP, M, 1E-30, 3.2, 1E-12, SUN, 0.6 + 0.1*SUN);\n",
          file);
    assert_int_equal(fclose(file), 0);
    program_result r = program_run(NULL, "mechanism", "compile", in_root("a \"b\" *?.def"), "--out", in_root("odd"));
    if (r.code != 0) print_error("%s%s\n", r.said, r.err);
    assert_int_equal(r.code, 0);
    const char *start = strstr(r.said, "/odd/");
    assert_non_null(start);
    snprintf(path, sizeof path, "%s%.*s", root, (int)strcspn(start, ":"), start);
    program_free(&r);
    assert_int_equal(lt_path_read_text(path, &text), LT_OK);
    int depth = 0, deepest = 0;
    for (const char *c = text; *c; c++) {
        depth += (*c == '(') - (*c == ')');
        deepest = depth > deepest ? depth : deepest;
    }
    assert_true(depth == 0 && deepest < 100); /* clang takes 256 */
    snprintf(command, sizeof command,
             "cc -std=c17 -fsyntax-only -march=x86-64-v3 -Wall -Wextra -Werror -DLT_ISA=v3 "
             "-I%s -x c %s",
             LT_SOURCE_DIR, path);
    assert_int_equal(system(command), 0);
    char *format = strstr(text, "LT_CHEM_FORMAT == ");
    assert_non_null(format);
    format[strlen("LT_CHEM_FORMAT == ")] = '0';
    assert_true(files_write_text(path, text));
    free(text);
    snprintf(command + strlen(command), sizeof command - strlen(command), " 2>/dev/null");
    assert_int_not_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_written), cmocka_unit_test(test_told),
                                       cmocka_unit_test(test_runs), cmocka_unit_test(test_odd_mechanism)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
