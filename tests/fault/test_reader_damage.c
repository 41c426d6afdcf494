/* Text readers of others' inventories under damage: files that are cut off anywhere, and bytes that are changed at
 * random. A reader finds faults or reads what is there; it neither crashes nor gives a number that is not finite. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "inventory/readers/reader.h"
#include "tests/support/root.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *reader, *file, *text;
} samples[] = {
    {"reas_csv", "reas.csv",
     "region_code,region,species,unit,sector,year,value\nCHN_BJ,Beijing,NOx,ktNO2/year,PP,2008,0.5\n"
     "CHN_BJ,\"Bei\"\"jing\",NOx,ktNO2/year,IND,2008,1.5e0\nCHN_BJ,Beijing,NOx,ktNO2/year,TOTAL,2008,2\n"},
    {"reas_txt", "EM_TBL_SECTOR_CHN_LN_BC.txt",
     "REASv3.2 SECTOR CHN LN BC [kt/year]\n          1950       1951\nPP   0.58E-02  0.72E-02\nTOTAL 0.58E-02 "
     "0.72E-02\n"},
    {"meic_asc", "2017_03_industry_SO2.asc",
     "ncols 3\nnrows 2\nxllcorner 120\nyllcorner 40\ncellsize 0.25\nNODATA_value -9999\n1 2 -9999\n4 5 6\n"},
    {"ff10_nonpoint", "nonpoint.csv",
     "#FORMAT=FF10_NONPOINT\n#COUNTRY=CHINA\n#YEAR=2020\nCN,210100,,,,\"21,04\",,SO2,12,,,,,,,,,2020,,,1,1,1,1,1,1,1,1,"
     "1,1,1,"
     "1,,,,,,,,,,,,,\"a \"\"remark\"\"\"\nCN,210200,,,,2104,,NOX,12,,,,,,,,,2020,,,,,,,,,,,,,,,,,,,,,,,,,,,\n"},
    {"ff10_point", "point.csv",
     "#FORMAT FF10_POINT\n#YEAR 2020\nCN,210100,,F1,U1,R1,P1,,,,,101,SO2,100,,\"Works, "
     "one\",02,328,10,260.33,,32.8,,123.4,"
     "41.8,003,,,,,,,,,,,,,,,,,,,2020,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\n"},
};

static uint64_t seed = 20261126;

static uint32_t any(uint32_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(seed >> 33) % below;
}

static void count(const char *text, void *context) {
    (void)text;
    ++*(long *)context;
}

/* A new file each time: writing over one makes some file systems flush it (15 ms each, measured). */
static void write_new(const char *path, const char *text, size_t size) {
    remove(path);
    assert_true(files_write(path, text, size));
}

/* Was it read without a fault? */
static bool read_damaged(const lt_reader *reader, const char *path, bool all) {
    long n = 0;
    lt_foreign f = {0};
    lt_faults faults = {.report = all ? count : NULL, .context = &n};
    const lt_status status = lt_reader_read(reader, path, NULL, &faults, &f);
    assert_true(status == LT_OK || status == LT_ERR_INPUT);
    if (status == LT_OK && faults.n == 0) {
        for (long k = 0; k < f.n_rows; k++) assert_true(isfinite(f.rows[k].kg) && f.rows[k].kg >= 0);
        for (long k = 0; k < f.n_fields; k++) assert_true(lt_foreign_field_sum(&f, &f.fields[k]) >= 0);
    }
    lt_foreign_free(&f);
    return status == LT_OK && faults.n == 0;
}

static void test_damaged_texts(void **state) {
    (void)state;
    char path[400], text[2048];
    for (size_t s = 0; s < sizeof samples / sizeof *samples; s++) {
        const lt_reader *reader;
        const size_t length = strlen(samples[s].text);
        snprintf(path, sizeof path, "%s/%s", root, samples[s].file);
        assert_int_equal(lt_reader_find(samples[s].reader, &reader), LT_OK);
        assert_true(files_write_text(path, samples[s].text));
        if (!read_damaged(reader, path, false)) fail_msg("%s: the whole sample is refused", samples[s].reader);
        long refused = 0;
        for (size_t cut = 0; cut < length; cut++) {
            write_new(path, samples[s].text, cut);
            refused += !read_damaged(reader, path, cut % 2);
        }
        for (int round = 0; round < 2000; round++) {
            memcpy(text, samples[s].text, length);
            for (uint32_t k = 1 + any(4); k > 0; k--) text[any((uint32_t)length)] = (char)any(256);
            write_new(path, text, length - any(3));
            refused += !read_damaged(reader, path, round % 2);
        }
        /* Most damage is seen. What is not: a changed digit, a changed remark, a cut between two rows. */
        print_message("%s: %ld of %zu refused\n", samples[s].reader, refused, length + 2000);
        assert_true(refused > 500);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_damaged_texts)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
