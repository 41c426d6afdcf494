/* Tables and requests that `lantian equilibrium` refuses: every fault is named with line and column and leaves an
 * earlier result as it was; --skip-bad keeps the rest. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/equilibrium_command.h"

static void test_bad_cells(void **state) {
    (void)state;
    static const char *const columns[] = {"T_K", "RH", "Na", "SO4", "NH4", "NO3", "Cl", "Ca", "K", "Mg"};
    static const struct {
        int from, to; /* columns */
        const char *text, *found, *word;
    } rows[] = {
        {0, 0, "25", "25", "Celsius: add 273.15"},
        {0, 0, "-12.5", "-12.5", "Celsius"},
        {0, 0, "199.99", "199.99", "200 to 320 K"},
        {0, 0, "320.01", "320.01", "200 to 320 K"},
        {1, 1, "65", "65", "percent: divide by 100"},
        {1, 1, "1.01", "1.01", "above saturation"},
        {1, 1, "-0.1", "-0.1", "0 to 1"},
        {2, 9, "-1e-9", "-1e-09", "0 to 0.01 mol/m3"},
        {2, 9, "12.5", "12.5", "another unit"},
        {0, 9, "nan", "\"nan\"", "a finite number"},
        {0, 9, "inf", "\"inf\"", "a finite number"},
        {0, 9, "1e999", "\"1e999\"", "a finite number"},
        {0, 9, "<LOD", "\"<LOD\"", "a finite number"},
        {2, 9, "1.5D-08", "\"1.5D-08\"", "1.5E-08"},
        {0, 9, "", "nothing", "a finite number"},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char text[2048] = "# a remark\n" HEADER GOOD;
        const char *words[15] = {lt_fmt("found:    %s\n", rows[k].found), rows[k].word, "to do:"};
        int n = 3;
        for (int c = rows[k].from; c <= rows[k].to; c++) {
            const char *cells[] = {"298", "0.5", "0", "1e-7", "2e-7", "1e-7", "0", "0", "0", "0"};
            cells[c] = rows[k].text;
            for (int d = 0; d < 10; d++) strcat(strcat(text, cells[d]), d < 9 ? "," : "\n");
            words[n++] = lt_fmt("in.csv:%d, column %s\n", 4 + c - rows[k].from, columns[c]);
        }
        write_in("%s", text);
        check_refused(ARGUMENTS(NULL), words);
    }
}

static void test_missing_columns(void **state) {
    (void)state;
    static const char *const columns[] = {"T_K", "RH", "Na", "SO4", "NH4", "NO3", "Cl", "Ca", "K", "Mg"};
    for (int c = 0; c < 10; c++) {
        char header[200] = "";
        for (int k = 0; k < 10; k++)
            snprintf(header + strlen(header), sizeof header - strlen(header), "%s%s", k ? "," : "",
                     k == c ? "other" : columns[k]);
        write_in("%s\n" GOOD, header);
        REFUSES(lt_fmt("the column %s is missing", columns[c]), lt_fmt("add a column %s", columns[c]));
    }
    check_refused(ARGUMENTS("--skip-bad", "--quiet"), WORDS("the column Mg is missing"));
    /* A slip is told, a neighbour that is wanted itself is none. */
    write_in("T,RH,Na,so4,NH4,NO3,Cl,Ca,K,Mg\n" GOOD);
    REFUSES("rename T to T_K", "rename so4 to SO4", "2 faults");
    write_in("T (K),RH(%%),Na+,SO42-,NH4+,NO3-,Cl-,Ca2+,K+,Mg 2+\n" GOOD);
    REFUSES("rename T (K) to T_K", "rename RH(%) to RH", "rename SO42- to SO4", "rename Ca2+ to Ca",
            "rename Mg 2+ to Mg", "10 faults");
    static const char *const signs[][2] = {{";", "semicolons"}, {"\t", "tabs"}, {"，", "full-width commas"}};
    for (int k = 0; k < 3; k++)
        for (int comma = 0; comma < 2; comma++) { /* one in a name is not what separates */
            const char *s = signs[k][0];
            write_in("%s%sT_K%sRH%sNa%sSO4%sNH4%sNO3%sCl%sCa%sK%sMg\n", comma ? "wind, m/s" : "site", s, s, s, s, s, s,
                     s, s, s, s);
            REFUSES("not separated by commas", signs[k][1]);
            assert_int_equal(program_count(said, "to do:"), 1);
        }
    write_in("T_K,T_K,RH,Na,SO4,NH4,NO3,Cl,Ca,K,Mg\n1," GOOD);
    REFUSES("T_K stands twice");
    check_refused(ARGUMENTS("--skip-bad"), WORDS("T_K stands twice"));
    write_in(HEADER);
    REFUSES("without states");
    write_in("%s", "");
    REFUSES("in.csv");
}

static void test_all_faults_at_once(void **state) {
    (void)state;
    char text[4096] = HEADER;
    for (int k = 0; k < 30; k++) strcat(text, k % 3 ? GOOD : "25,65,0,1e-7,2e-7,1e-7,0,0,0,-1\n");
    strcat(text, "298,0.5,0\n");
    write_in("%s", text);
    assert_true(files_write_text(out, "an earlier result\n"));
    program_result run = program_run(NULL, "equilibrium", in, out);
    assert_int_equal(run.code, 2);
    check_words(
        run.err,
        WORDS("31 faults in", "in.csv:2, column T_K", "in.csv:2, column RH", "in.csv:2, column Mg",
              "in.csv:8, column T_K", "in.csv:32", "wrong length",
              "and 7 rows more of the same kind (lines 11, 14, 17, 20, 23, 26, 29): T_K out of its range, 10 of "
              "31 rows; to do: it looks like degrees Celsius",
              "RH out of its range, 10 of 31 rows; to do: it looks like percent", "Mg out of its range, 10 of"));
    assert_int_equal(program_count(run.err, "bad input: "), 3 * 3 + 1 + 1); /* of each kind three; the last word */
    program_free(&run);
}

/* A row with nothing is one fault; a code for a missing value is no small amount. */
static void test_missing_values(void **state) {
    (void)state;
    static const char *const codes[] = {"-99", "-999", "-999.9", "-9999", "9999"};
    for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
        for (int c = 0; c < 10; c += 4) { /* T_K, NH4, K */
            char text[512] = HEADER;
            const char *cells[] = {"298", "0.5", "0", "1e-7", "2e-7", "1e-7", "0", "0", "0", "0"};
            cells[c] = codes[k];
            for (int d = 0; d < 10; d++) strcat(strcat(text, cells[d]), d < 9 ? "," : "\n");
            write_in("%s", text);
            REFUSES("1 fault in", "a code for a missing value: leave the row out (--skip-bad)");
            assert_null(strstr(said, "written as 0"));
        }
    write_in("id," HEADER "a," GOOD "b,,,,,,,,,,\n,,,,,,,,,,\n");
    REFUSES("2 faults", "an empty row", "in.csv:3\n", "in.csv:4\n");
    assert_int_equal(run_here(ARGUMENTS("--skip-bad")), 0);
    check_words(said, WORDS("in.csv:3: found nothing in any", "in.csv:4: found nothing", "2 of 3 rows are left out"));
}

/* More than any air has is told once, and solved. */
static void test_unusual_amounts(void **state) {
    (void)state;
    write_in(HEADER GOOD
             "298,0.5,0,1e-4,1e-4,0,0,0,0,0\n298,0.5,0,1e-7,2e-4,0,0,0,0,0\n298,0.5,0,1e-3,2e-3,0,0,0,0,0\n");
    assert_int_equal(run_here(ARGUMENTS(NULL)), 0);
    check_words(said, WORDS("2 of 4 rows have a total above 0.0001 mol/m3 (the first: line 4, column NH4)", "nmol"));
    assert_int_equal(program_count(said, "no air has"), 1);
    write_in(HEADER GOOD);
    assert_int_equal(run_here(ARGUMENTS(NULL)), 0);
    assert_null(strstr(said, "no air has"));
}

static void test_skip_bad(void **state) {
    (void)state;
    lt_csv *table;
    write_in("id," HEADER "a," GOOD "b,25,65,0,1e-7,2e-7,1e-7,0,0,0,0\n"
             "c,298,0.5\n"
             "d,298,0.5,0,x,2e-7,1e-7,0,0,0,0\n"
             "e," GOOD);
    program_result run = program_run(NULL, "equilibrium", in, out, "--skip-bad");
    assert_int_equal(run.code, 0);
    check_words(run.err, WORDS("in.csv:3, column T_K: found 25", "in.csv:3, column RH: found 65", "percent", "in.csv:4",
                               "in.csv:5, column SO4: found \"x\"", "in.csv:4: found a row of the wrong length",
                               "3 of 5 rows are left out"));
    assert_int_equal(program_count(run.err, "left out: "), 4); /* alike, in the order of the lines */
    assert_int_equal(program_count(run.err, "bad input"), 0);
    assert_true(strstr(run.err, "in.csv:3, column RH") < strstr(run.err, "in.csv:4: "));
    assert_true(strstr(run.err, "in.csv:4: ") < strstr(run.err, "in.csv:5, "));
    program_free(&run);
    assert_int_equal(lt_csv_read(out, &table), LT_OK);
    assert_int_equal(lt_csv_rows(table), 2);
    assert_string_equal(lt_csv_text(table, 0, 0), "a");
    assert_string_equal(lt_csv_text(table, 1, 0), "e");
    for (int c = 1; c < lt_csv_columns(table); c++)
        assert_string_equal(lt_csv_text(table, 0, c), lt_csv_text(table, 1, c));
    lt_csv_free(table);
    run = program_run(NULL, "equilibrium", in, out, "--skip-bad", "--json", "--quiet");
    assert_int_equal(run.code, 0);
    check_words(run.said,
                WORDS("\"states\":\t2", "\"skipped\":\t3", "\"unsolved\":\t0", "\"row\":\t5", "\"column\":\t\"SO4\"",
                      "\"row\":\t4", "\"column\":\tnull", "\"states_per_s\"", "\"largest_residual\"", "\"seconds\"",
                      "\"strong\":\t0", "\"code_version\"", "\"input\"", "\"output\"", "\"mode\":\t\"forward\"",
                      "\"method\"", "a row of the wrong length", "\"todo\""));
    assert_string_equal(run.err, "");
    program_free(&run);
    write_in(HEADER "25,65,0,1e-7,2e-7,1e-7,0,0,0,0\n");
    check_refused(ARGUMENTS("--skip-bad"), WORDS("no row is left", "1 of 1 rows"));
}

static void test_bad_requests(void **state) {
    (void)state;
    write_in(HEADER GOOD);
    check_refused(ARGUMENTS("--mode", "backward"), WORDS("--mode", "forward|reverse"));
    check_refused(ARGUMENTS("--state", "solid"), WORDS("--state", "metastable|stable"));
    check_refused(ARGUMENTS("--activity", "bromly"), WORDS("--activity", "kusik_meissner, isorropia, ideal"));
    check_refused(ARGUMENTS("--activity", "isoropia"), WORDS("did you mean isorropia?"));
    check_refused(ARGUMENTS("--water", "rough"), WORDS("--water", "smooth|percent"));
    check_refused(ARGUMENTS("--method", "ros3"), WORDS("--method", "newton, sweeps"));
    check_refused(ARGUMENTS("--threads", "0"), WORDS("--threads"));
    program_result slip = program_run(NULL, "equilibrium", in, out, "--stat", "stable"); /* --start is of others */
    assert_int_equal(slip.code, 2);
    check_words(slip.err, WORDS("unknown option --stat", "did you mean --state?"));
    program_free(&slip);
    check_refused((const char *const[]){"equilibrium", in, NULL}, WORDS("IN.csv OUT.csv", "1 names"));
    check_refused((const char *const[]){"equilibrium", lt_fmt("%s/none.csv", folder), out, NULL},
                  WORDS("no such file", "none.csv"));
}

/* Never the file that is read, by whatever name; never what is no file. */
static void test_bad_places(void **state) {
    (void)state;
    char hard[320], soft[320];
    snprintf(hard, sizeof hard, "%s/hard.csv", folder);
    snprintf(soft, sizeof soft, "%s/soft.csv", folder);
    write_in(HEADER GOOD);
    assert_int_equal(link(in, hard), 0);
    assert_int_equal(symlink(in, soft), 0);
    const char *const places[][2] = {{in, "overwrite"},
                                     {hard, "overwrite"},
                                     {soft, "a link"},
                                     {folder, "a folder"},
                                     {"/dev/null", "a pipe or device"},
                                     {lt_fmt("%s/.hidden", folder), "no name"},
                                     {lt_fmt("%s/out.lantian.tmp", folder), "no name"},
                                     {lt_fmt("%s/", folder), "no name"}};
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        check_refused((const char *const[]){"equilibrium", in, places[p][0], NULL}, WORDS(places[p][1]));
        char *after = files_read(in, NULL);
        assert_string_equal(after, HEADER GOOD);
        free(after);
    }
}

static void check_text(const char *path, const char *expected) {
    char *text = files_read(path, NULL);
    assert_string_equal(text ? text : "(gone)", expected);
    free(text);
}

/* OUT.csv may stand in a folder where people work, with temporary files of their own; only ours are removed. */
static void test_files_of_others(void **state) {
    (void)state;
    char notes[320], same_name[320], left_over[320];
    snprintf(notes, sizeof notes, "%s/notes.tmp", folder);
    snprintf(same_name, sizeof same_name, "%s.tmp", out);
    snprintf(left_over, sizeof left_over, "%s" LT_OUTDIR_TEMPORARY, out);
    write_in(HEADER GOOD);
    assert_true(files_write_text(notes, "a week of work\n") && files_write_text(same_name, "their own\n"));
    for (int time = 0; time < 2; time++) { /* the folder has our lock in the second run at the latest */
        assert_true(files_write_text(left_over, "half a result\n"));
        program_result run = program_run(NULL, "equilibrium", in, out, "--quiet");
        assert_int_equal(run.code, 0);
        program_free(&run);
        check_text(notes, "a week of work\n");
        check_text(same_name, "their own\n");
        assert_false(files_exists(left_over));
    }
}

static void test_full_disk(void **state) {
    (void)state;
    const program_options full = {.file_size_limit = 20000};
    write_states(500, 1, false); /* 80 kB, made without the limit */
    assert_true(files_write_text(out, "an earlier result\n"));
    program_result run = program_run(&full, "equilibrium", in, out, "--quiet");
    assert_int_equal(run.code, 3);
    check_words(run.err, WORDS("largest size allowed", "out.csv"));
    char *after = files_read(out, NULL);
    assert_string_equal(after, "an earlier result\n");
    assert_false(files_exists(lt_fmt("%s" LT_OUTDIR_TEMPORARY, out)));
    free(after);
    program_free(&run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_cells),          cmocka_unit_test(test_missing_columns),
        cmocka_unit_test(test_all_faults_at_once), cmocka_unit_test(test_missing_values),
        cmocka_unit_test(test_unusual_amounts),    cmocka_unit_test(test_skip_bad),
        cmocka_unit_test(test_bad_requests),       cmocka_unit_test(test_bad_places),
        cmocka_unit_test(test_files_of_others),    cmocka_unit_test(test_full_disk),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
