/* test_csv.c - tables: what is read, and every fault with its place. */
#include "base/csv.h"
#include "base/names.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/words.h"

static lt_csv *parse(const char *text) {
    lt_csv *table = NULL;
    if (lt_csv_parse("t.csv", text, &table) != LT_OK) {
        char message[512];
        lt_error_text(LT_ERR_INPUT, message, sizeof message);
        fail_msg("%s", message);
    }
    return table;
}

static void test_read(void **state) {
    (void)state;
    lt_csv *t = parse("\xef\xbb\xbf# remark\r\n\r\nid, name ,value\r\n  \r\na,\"x, \"\"y\"\"\r\nz\", 1.5 \r\n# mid\r\n"
                      "\xe6\xb2\x88\xe9\x98\xb3,,-2\r\n");
    assert_int_equal(lt_csv_rows(t), 2);
    assert_int_equal(lt_csv_columns(t), 3);
    assert_string_equal(lt_csv_header(t, 1), "name");
    assert_string_equal(lt_csv_text(t, 0, 1), "x, \"y\"\r\nz");
    assert_string_equal(lt_csv_text(t, 1, 0), "\xe6\xb2\x88\xe9\x98\xb3");
    assert_true(lt_csv_empty(t, 1, 1));
    assert_false(lt_csv_empty(t, 0, 1));
    double value;
    assert_int_equal(lt_csv_double(t, 0, 2, &value), LT_OK);
    assert_true(value == 1.5);
    long whole;
    assert_int_equal(lt_csv_long(t, 1, 2, &whole), LT_OK);
    assert_int_equal(whole, -2);
    /* Lines are those of the file: remark 1, blank 2, header 3, blank 4, row 5-6, remark 7, row 8. */
    assert_string_equal(lt_csv_where(t, 0, 2), "t.csv:5, column value");
    assert_string_equal(lt_csv_where(t, 1, 0), "t.csv:8, column id");
    assert_string_equal(lt_csv_path(t), "t.csv");
    lt_csv_free(t);
    lt_csv_free(NULL);
}

static void test_ends_and_edges(void **state) {
    (void)state;
    const char *const texts[] = {"a,b\n1,2",     "a,b\n1,2\n",      "a,b\n1,2\n\n\n",
                                 "a,b\r\n1,2\r", "a,b\n1,2\n# end", "a,b\n1,2\n  "};
    for (size_t n = 0; n < sizeof texts / sizeof *texts; n++) {
        lt_csv *t = parse(texts[n]);
        assert_int_equal(lt_csv_rows(t), 1);
        assert_string_equal(lt_csv_text(t, 0, 1), "2");
        lt_csv_free(t);
    }
    lt_csv *t = parse("a\n\"\"\n\"#1\"\n");
    assert_int_equal(lt_csv_rows(t), 2);
    assert_string_equal(lt_csv_text(t, 0, 0), "");
    assert_string_equal(lt_csv_text(t, 1, 0), "#1");
    lt_csv_free(t);
    t = parse("a,b");
    assert_int_equal(lt_csv_rows(t), 0);
    lt_csv_free(t);
}

static void test_many_rows(void **state) {
    (void)state;
    enum { N = 5000 };
    char *text = malloc(N * 16 + 16), *at = text;
    assert_non_null(text);
    at += sprintf(at, "n,square\n");
    for (int n = 0; n < N; n++) at += sprintf(at, "%d,%d\n", n, n * n);
    lt_csv *t = parse(text);
    assert_int_equal(lt_csv_rows(t), N);
    for (int n = 0; n < N; n++) {
        long square;
        assert_int_equal(lt_csv_long(t, n, 1, &square), LT_OK);
        assert_int_equal(square, n * n);
    }
    lt_csv_free(t);
    free(text);
}

static void test_structure_faults(void **state) {
    (void)state;
    lt_csv *t = (lt_csv *)1;
    assert_int_equal(lt_csv_parse("t.csv", "", &t), LT_ERR_INPUT);
    assert_null(t);
    EXPECT("empty", "t.csv", "header");
    assert_int_equal(lt_csv_parse("t.csv", "# only\n\n", &t), LT_ERR_INPUT);
    EXPECT("empty");
    assert_int_equal(lt_csv_parse("t.csv", "a,b\n1\n", &t), LT_ERR_INPUT);
    EXPECT("t.csv:2", "2 cells", "found:    1");
    assert_int_equal(lt_csv_parse("t.csv", "a,b\n1,2\n1,2,3\n", &t), LT_ERR_INPUT);
    EXPECT("t.csv:3", "2 cells", "found:    more");
    assert_int_equal(lt_csv_parse("t.csv", "a,b\n1,\"2\n3,4\n", &t), LT_ERR_INPUT);
    EXPECT("t.csv:2, column 2", "closing quote");
    assert_int_equal(lt_csv_parse("t.csv", "a,b\n1,\"2\"3\n", &t), LT_ERR_INPUT);
    EXPECT("t.csv:2, column 2", "after a closing quote");
    assert_int_equal(lt_csv_parse("t.csv", "a,b\n1,2\"3\n", &t), LT_ERR_INPUT);
    EXPECT("t.csv:2, column 2", "quote inside");
    assert_int_equal(lt_csv_parse("t.csv", "a,,c\n1,2,3\n", &t), LT_ERR_INPUT);
    EXPECT("without a name", "column 2");
    assert_int_equal(lt_csv_parse("t.csv", "a,b,a\n1,2,3\n", &t), LT_ERR_INPUT);
    EXPECT("stands twice", "column 3");
    assert_int_equal(lt_csv_parse("t.csv", "a,b\n1,\xc9\n", &t), LT_ERR_INPUT); /* half a sign */
    EXPECT("UTF-8", "t.csv:2, column 2", "0xc9");
    assert_int_equal(lt_csv_parse("t.csv",
                                  "\xef\xbb\xbf"
                                  "a,b\n1,\xc9\xf2\n",
                                  &t),
                     LT_ERR_INPUT); /* says UTF-8 */
    EXPECT("UTF-8", "t.csv:2, column 2", "0xc9");
    /* One damaged byte in Chinese UTF-8 is no GB18030. */
    assert_int_equal(lt_csv_parse("t.csv", "a,b\n沈阳,沈\x88阳\n", &t), LT_ERR_INPUT);
    EXPECT("UTF-8", "t.csv:2, column 2", "0x88");
    assert_null(t);
}

/* GB 2312, GBK and four-byte signs of GB18030 come out as UTF-8; quotes and commas stay where they are. */
static void test_gb18030(void **state) {
    (void)state;
    lt_csv *t = parse("\xb3\xc7\xca\xd0,b\n\xc9\xf2\xd1\xf4,\"1,\x81\x40\"\nx,\x81\x30\x84\x36\n");
    assert_string_equal(lt_csv_header(t, 0), "城市");
    assert_string_equal(lt_csv_text(t, 0, 0), "沈阳");
    assert_string_equal(lt_csv_text(t, 0, 1), "1,丂");
    assert_string_equal(lt_csv_text(t, 1, 1), "¥");
    lt_csv_free(t);
}

static void test_cell_faults(void **state) {
    (void)state;
    lt_csv *t = parse("id,activity\na,12x\nb,\nc,nan\nd,1.5\n");
    double value = 7;
    long whole = 7;
    assert_int_equal(lt_csv_double(t, 0, 1, &value), LT_ERR_INPUT);
    EXPECT("not a number", "t.csv:2, column activity", "\"12x\"");
    assert_int_equal(lt_csv_double(t, 1, 1, &value), LT_ERR_INPUT);
    EXPECT("empty cell", "t.csv:3, column activity");
    assert_int_equal(lt_csv_double(t, 2, 1, &value), LT_ERR_INPUT);
    EXPECT("finite", "\"nan\"");
    assert_int_equal(lt_csv_long(t, 3, 1, &whole), LT_ERR_INPUT);
    EXPECT("whole number", "\"1.5\"");
    assert_true(value == 7 && whole == 7);
    lt_csv_free(t);
}

static void test_columns(void **state) {
    (void)state;
    lt_csv *t = parse("id,activty,unit\n");
    int column;
    assert_int_equal(lt_csv_column(t, "unit", &column), LT_OK);
    assert_int_equal(column, 2);
    assert_int_equal(lt_csv_find(t, "nothing"), -1);
    assert_int_equal(lt_csv_column(t, "activity", &column), LT_ERR_INPUT);
    EXPECT("the column activity is missing", "t.csv", "rename activty");
    assert_int_equal(lt_csv_column(t, "zzz", &column), LT_ERR_INPUT);
    EXPECT("add a column zzz");
    const char *const allowed[] = {"id", "activity", "unit", NULL};
    assert_int_equal(lt_csv_only(t, allowed), LT_ERR_INPUT);
    EXPECT("unknown column activty", "column 2", "did you mean activity?");
    lt_csv_free(t);
    t = parse("unit,id\n");
    assert_int_equal(lt_csv_only(t, allowed), LT_OK);
    lt_csv_free(t);
}

static void test_file(void **state) {
    (void)state;
    char folder[] = "/tmp/lt_csv_XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/x.csv", folder);
    lt_csv *t = NULL;
    assert_int_equal(lt_csv_read(path, &t), LT_ERR_INPUT);
    EXPECT(path);
    assert_null(t);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("a\n1\n", file);
    fclose(file);
    assert_int_equal(lt_csv_read(path, &t), LT_OK);
    assert_int_equal(lt_csv_rows(t), 1);
    lt_csv_free(t);
    unlink(path);
    rmdir(folder);
}

/* Of columns that are all wanted none is a slip for another; others may stand beside them. */
static void test_all_columns(void **state) {
    (void)state;
    static const char *const wanted[] = {"Na", "Ca", "Cl", NULL};
    int columns[3];
    char text[512];
    lt_csv *t = parse("Cl,other,Ca,Na\n1,2,3,4\n");
    assert_int_equal(lt_csv_all(t, wanted, columns), LT_OK);
    assert_true(columns[0] == 3 && columns[1] == 2 && columns[2] == 0);
    lt_csv_free(t);
    t = parse("Cl,other,Ca\n1,2,3\n");
    assert_int_equal(lt_csv_all(t, wanted, columns), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "add a column Na"));
    lt_csv_free(t);
    t = parse("Cl,na,Ca\n1,2,3\n");
    assert_int_equal(lt_csv_all(t, wanted, columns), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "rename na to Na"));
    lt_csv_free(t);
}

static void test_nearest(void **state) {
    (void)state;
    enum { N = 10 };
    const char *const names[N] = {"Shenyang", "Dalian",         "Anshan", "SO2", "NOx",
                                  "PM2.5",    "boiler_removal", "T_K",    "Ca",  "SO4"};
    const struct {
        const char *text, *nearest;
    } cases[] = {{"Shenyan", "Shenyang"},
                 {"shenyang", "Shenyang"},
                 {"Dailan", "Dalian"},
                 {"SO_2", "SO2"},
                 {"PM25", "PM2.5"},
                 {"boiler", "boiler_removal"},
                 {"T (K)", "T_K"},
                 {"t[K", "T_K"},
                 {"so4 [mol/m3]", "SO4"},
                 {"SO42-", "SO4"},
                 {"Ca2+", "Ca"},
                 {"Ca(2+)", "Ca"},
                 {"Ca2", "Ca"},
                 {"2+", NULL},
                 {"Beijing", NULL},
                 {"", NULL},
                 {"xx", NULL}};
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        const char *nearest = lt_nearest_name(cases[n].text, names, N);
        if (!nearest || !cases[n].nearest)
            assert_ptr_equal(nearest, cases[n].nearest);
        else
            assert_string_equal(nearest, cases[n].nearest);
    }
    char longest[300];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_null(lt_nearest_name(longest, names, N));
}

/* What people write for a number is said how to write. */
static void test_number_todo(void **state) {
    (void)state;
    static const char *const cells[][2] = {{"90 %", "without %"},
                                           {"1,500", "without commas"},
                                           {"12,000.5", "without commas"},
                                           {"1.5D-08", "E in place"},
                                           {"2d3", "E in place"},
                                           {"0,5", "a point"},
                                           {"4,25e-7", "a point"},
                                           {"<LOD", "fill in"},
                                           {"D", "fill in"},
                                           {"1,2,3", "fill in"},
                                           {"", "fill in"}};
    for (size_t c = 0; c < sizeof cells / sizeof *cells; c++)
        assert_non_null(strstr(lt_csv_number_todo(cells[c][0]), cells[c][1]));
}

/* A table that other programs set apart by other signs is one fault, not a missing column for each wanted. */
static void test_separators(void **state) {
    (void)state;
    static const char *const headers[][2] = {{"T;RH;Na\n1;2;3\n", "semicolons"},
                                             {"T\tRH\tNa\n1\t2\t3\n", "tabs"},
                                             {" T_K  RH   Na SO4 NH4 NO3\n", "blanks"}};
    char text[512];
    lt_csv *t;
    for (size_t h = 0; h < sizeof headers / sizeof *headers; h++) {
        assert_int_equal(lt_csv_parse("t.csv", headers[h][0], &t), LT_ERR_INPUT);
        lt_error_text(LT_ERR_INPUT, text, sizeof text);
        assert_non_null(strstr(text, headers[h][1]));
        assert_non_null(strstr(text, "t.csv:1"));
    }
    t = parse("name of a place\nDalian\n");
    assert_int_equal(lt_csv_columns(t), 1);
    lt_csv_free(t);
}

/* Every cell that is written comes back; line ends as blanks. */
static void test_put(void **state) {
    (void)state;
    static const char *const cells[] = {"plain",      "a, b",       "said \"so\"",  "# no remark",
                                        "two\nlines", "\"quoted\"", "\xe6\xb2\x88", "",
                                        " leading",   "it's"};
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    assert_non_null(file);
    fputs("cell,rest\n", file);
    for (size_t n = 0; n < sizeof cells / sizeof *cells; n++) {
        lt_csv_put(file, cells[n]);
        fputs(",x\n", file);
    }
    assert_int_equal(fclose(file), 0);
    lt_csv *t = parse(text);
    assert_int_equal(lt_csv_rows(t), sizeof cells / sizeof *cells);
    for (long n = 0; n < lt_csv_rows(t); n++) {
        assert_string_equal(lt_csv_text(t, n, 0), n == 4 ? "two lines" : cells[n]);
        assert_string_equal(lt_csv_text(t, n, 1), "x");
    }
    lt_csv_free(t);
    /* Into memory the same. */
    char memory[1024] = "cell,rest\n", *end = memory + strlen(memory);
    for (size_t n = 0; n < sizeof cells / sizeof *cells; n++) end = stpcpy(lt_csv_put_cell(end, cells[n]), ",x\n");
    assert_string_equal(memory, text);
    free(text);
}

static void test_columns_and_rows_that_fit(void **state) {
    (void)state;
    static const char *const names[] = {"technology", "process", NULL}, *const fewer[] = {"process", NULL},
                             *const more[] = {"technology", "process", "x", NULL};
    lt_csv *table;
    int c[3];
    assert_int_equal(lt_csv_parse("t.csv", "process,technology\n\n# remark\ncoal,grate_*\ncoal,*\n*,car\n", &table),
                     LT_OK);
    assert_int_equal(lt_csv_exactly(table, fewer, c), LT_ERR_INPUT);
    assert_int_equal(lt_csv_exactly(table, more, c), LT_ERR_INPUT);
    assert_int_equal(lt_csv_exactly(table, names, c), LT_OK);
    assert_int_equal(c[0], 1);
    assert_int_equal(c[1], 0);
    assert_int_equal(lt_csv_line(table, 0), 4);
    assert_int_equal(lt_csv_line(table, 2), 6);
    const struct {
        const char *texts[2];
        long row;
    } cases[] = {{{"grate_small", "coal"}, 0}, {{"stove", "coal"}, 1}, {{"car", "petrol"}, 2}, {{"ship", "oil"}, -1}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        assert_int_equal(lt_csv_first_fit(table, c, cases[k].texts, 2), cases[k].row);
    lt_csv_free(table);
}

/* A list is never cut without a mark, and the mark counts what is left out. */
static void test_lists_of_names(void **state) {
    (void)state;
    static const char *const few[] = {"base", "noise", "all"};
    static char text[400][8];
    const char *many[400];
    for (int k = 0; k < 400; k++) {
        snprintf(text[k], sizeof text[k], "n%03d", k);
        many[k] = text[k];
    }
    assert_string_equal(lt_one_of(few, 3), "one of base, noise, all");
    assert_string_equal(lt_names_joined(few, 0, ", ", 100), "");
    assert_string_equal(lt_names_joined(few, 3, " ", 14), "base noise all"); /* just fits */
    assert_string_equal(lt_names_joined(few, 3, " ", 13), "base noise ... and 1 more");
    assert_string_equal(lt_names_joined(few, 3, " ", 3), " ... and 3 more");
    /* 4 bytes, then 6 with each comma: 167 of them are 1000 bytes */
    const char *said = lt_one_of(many, 400);
    assert_non_null(strstr(said, "n165, n166 ... and 233 more"));
    assert_null(strstr(said, "n167"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_ends_and_edges),
        cmocka_unit_test(test_many_rows),
        cmocka_unit_test(test_structure_faults),
        cmocka_unit_test(test_gb18030),
        cmocka_unit_test(test_cell_faults),
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_all_columns),
        cmocka_unit_test(test_number_todo),
        cmocka_unit_test(test_separators),
        cmocka_unit_test(test_put),
        cmocka_unit_test(test_columns_and_rows_that_fit),
        cmocka_unit_test(test_lists_of_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
