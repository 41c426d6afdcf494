/* The mean day of the processes: hours of the spin-up do not count, hours are local, values are means over the days. */
#include "tests/unit/post_fixture.h"

#include "base/csv.h"
#include "postproc/process_day.h"
#include "tests/support/near.h"

enum { DAYS = 3, SPINUP = FIXTURE_SPINUP };

static fixture f;

/* What a term of hour h since the start of the spin-up is; the day, the hour and the term show in it. */
static double value_of(int term, int species, int low, long h) {
    return 100 * term + 10 * species + low + (double)(h % 24) / 10 + 1000.0 * (double)(h / 24);
}

static int set_up(void **state) {
    (void)state;
    static const char *const terms[] = {"transport", "mixing",   "emission",  "dry",   "chemistry",
                                        "wet",       "produced", "destroyed", "change"};
    static const char *const regions[] = {"Shenyang", "Fuxin"}, *const species[] = {"O3", "OX"};
    char *text;
    size_t size;
    fixture_create(&f, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0)); /* midnight of 10 January, local */
    FILE *stream = open_memstream(&text, &size);
    fputs("# made by a test\nhour_end_utc,region,layers,species", stream);
    for (int t = 0; t < 9; t++) fprintf(stream, ",%s_mean", terms[t]);
    fputs(",mean,unit\n", stream);
    for (long h = 0; h < SPINUP + 24 * DAYS; h++)
        for (int line = 0; line < 8; line++) {
            char end[24];
            lt_time_iso(f.period.start + (h - SPINUP + 1) * LT_HOUR, end);
            fprintf(stream, "%s,%s,%s,%s", end, regions[line / 4], line / 2 % 2 ? "low" : "ground", species[line % 2]);
            for (int t = 0; t < 10; t++) fprintf(stream, ",%.17g", value_of(t, line % 2, line / 2 % 2, h));
            fputs(",ppb\n", stream);
        }
    fclose(stream);
    assert_good(lt_outdir_write_text(f.out, "process_base_winter.csv", text));
    free(text);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&f);
    return 0;
}

static void means_over_the_days(void **state) {
    (void)state;
    static const char *const names[] = {"transport_mean", "mixing_mean", "emission_mean", "dry_mean",
                                        "chemistry_mean", "wet_mean",    "produced_mean", "destroyed_mean",
                                        "change_mean",    "mean"};
    char *text;
    lt_csv *table;
    int hour, low, species, column;
    assert_good(lt_process_day_csv(&f.job, &text));
    assert_non_null(text);
    assert_good(lt_csv_parse("process_day.csv", text, &table));
    free(text);
    assert_int_equal(lt_csv_rows(table), 2 * 2 * 2 * 24);
    assert_good(lt_csv_column(table, "local_hour", &hour));
    assert_good(lt_csv_column(table, "layers", &low));
    assert_good(lt_csv_column(table, "species", &species));
    for (long row = 0; row < lt_csv_rows(table); row++)
        for (int t = 0; t < 10; t++) {
            double found, expected = 0;
            long h;
            assert_good(lt_csv_long(table, row, hour, &h));
            assert_good(lt_csv_column(table, names[t], &column));
            assert_good(lt_csv_double(table, row, column, &found));
            for (int d = 0; d < DAYS; d++)
                expected += value_of(t, !strcmp(lt_csv_text(table, row, species), "OX"),
                                     !strcmp(lt_csv_text(table, row, low), "low"), SPINUP + 24 * d + h) /
                            DAYS;
            assert_near(found, expected, 1e-4 * expected); /* five digits are printed */
        }
    lt_csv_free(table);
}

static void table_in_both_languages(void **state) {
    (void)state;
    char *text;
    assert_good(lt_process_day_csv(&f.job, &text));
    for (int chinese = 0; chinese < 2; chinese++) {
        fixture_listen();
        assert_good(lt_process_day_print(text, chinese));
        assert_non_null(strstr(fixture_said, chinese ? "沈阳臭氧的过程收支，winter" : "ozone of Shenyang, winter"));
        assert_non_null(strstr(fixture_said, "00-03"));
        fixture_said_in_100_columns();
        assert_non_null(strstr(fixture_said, "2901.1")); /* mean of O3 at the ground, hours 0 to 2 of days 1 to 3 */
    }
    lt_log_set_sinks(NULL, NULL);
    free(text);
}

static void none_without_the_file(void **state) {
    (void)state;
    char *text;
    assert_good(lt_outdir_drop(f.out, "process_base_winter.csv"));
    assert_good(lt_process_day_csv(&f.job, &text));
    assert_null(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(means_over_the_days), cmocka_unit_test(table_in_both_languages),
                                       cmocka_unit_test(none_without_the_file)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
