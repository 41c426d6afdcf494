/* The ledger as FF10 and back: what our reader reads is what was written, to the digits that are printed. */
#include "inventory_fixture.h"

#include "inventory/fusion/foreign_tables.h"
#include "inventory/readers/reader.h"
#include "inventory/writers/writer.h"
#include "tests/support/root.h"

static void export_ledger(const lt_ledger *ledger) {
    lt_allocation allocation;
    lt_outdir *dir;
    const lt_writer *writer;
    fixture_fail(lt_writer_find("ff10", &writer));
    fixture_fail(lt_allocation_read(ledger->base_year, &allocation));
    fixture_fail(lt_outdir_open(root, &dir));
    fixture_fail(writer->write(&(lt_export){.ledger = ledger, .allocation = &allocation, .dir = dir}));
    lt_outdir_close(dir);
    lt_allocation_free(&allocation);
}

static void read_back(const char *reader_name, const char *file, lt_foreign *out) {
    char path[400];
    const lt_reader *reader;
    lt_faults faults = {0};
    snprintf(path, sizeof path, "%s/%s", root, file);
    memset(out, 0, sizeof *out);
    fixture_fail(lt_reader_find(reader_name, &reader));
    fixture_fail(lt_reader_read(reader, path, NULL, &faults, out));
}

/* kg of a pollutant in the rows of a code; by_point: stacks only. */
static double sum_ledger(const lt_ledger *ledger, const char *region, int pollutant, bool points) {
    double sum = 0;
    for (long k = 0; k < ledger->n; k++)
        if (ledger->sources[k].is_point == points && strcmp(ledger->sources[k].region, region) == 0)
            sum += lt_source_emission_kg(&ledger->sources[k], (enum lt_pollutant)pollutant);
    return sum;
}

/* kg in the rows of a city and of its counties: the first four digits are the city's. */
static double sum_rows(const lt_foreign *f, const char *code, const char *polid) {
    double sum = 0;
    for (long k = 0; k < f->n_rows; k++)
        if (strncmp(f->rows[k].region, code, 4) == 0 && strcmp(f->rows[k].species, polid) == 0) sum += f->rows[k].kg;
    return sum;
}

/* Twelve digits are printed: 5e-13 of each row; rows of one sign, so of the sum as well. */
static void test_sums_come_back(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    lt_foreign area, points;
    lt_foreign_tables tables;
    fixture_fail(lt_foreign_tables_read(NULL, &tables));
    export_ledger(ledger);
    read_back("ff10_nonpoint", "ff10_nonpoint.csv", &area);
    read_back("ff10_point", "ff10_point.csv", &points);
    for (int c = 0; c < LT_N_CITIES; c++) {
        const char *code = lt_region_code_of(&tables, lt_city_names[c])->code;
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            const char *polid = lt_foreign_species_of(&tables, "ff10", p)->name;
            const double a = sum_ledger(ledger, lt_city_names[c], p, false),
                         b = sum_ledger(ledger, lt_city_names[c], p, true);
            assert_true(fabs(sum_rows(&area, code, polid) - a) <= 1e-11 * a);
            assert_true(fabs(sum_rows(&points, code, polid) - b) <= 1e-11 * b);
        }
    }
    assert_true(points.n_stacks > 10);
    for (long k = 0; k < points.n_stacks; k++) {
        const lt_source *s = lt_ledger_find(ledger, points.stacks[k].facility);
        assert_non_null(s);
        assert_near(points.stacks[k].height_m, s->stack_height_m, 1e-9 * s->stack_height_m);
        assert_near(points.stacks[k].temperature_K, s->exit_temperature_K, 1e-9 * s->exit_temperature_K);
        assert_near(points.stacks[k].velocity_ms, s->exit_velocity_ms, 1e-9 * s->exit_velocity_ms);
        assert_near(points.stacks[k].lon, s->lon, 1e-9);
    }
    /* The months are the calendar's: heating ends in April. */
    for (long k = 0; k < area.n_rows; k++) assert_true(area.rows[k].by_month);
    lt_foreign_free(&area);
    lt_foreign_free(&points);
    lt_foreign_tables_free(&tables);
    lt_ledger_free(ledger);
}

/* The table of sectors that goes with the export says what each SCC is. */
static void test_sectors_of_the_export(void **state) {
    (void)state;
    char path[400];
    lt_ledger *ledger = fixture_ledger(2020);
    lt_foreign area;
    lt_foreign_tables tables;
    export_ledger(ledger);
    read_back("ff10_nonpoint", "ff10_nonpoint.csv", &area);
    snprintf(path, sizeof path, "%s/ff10_sectors.csv", root);
    fixture_fail(lt_foreign_tables_read(path, &tables));
    double road = 0, ours[LT_N_POLLUTANTS];
    for (long k = 0; k < area.n_rows; k++) {
        const lt_foreign_sector *sector = lt_foreign_sector_find(&tables, "ff10", area.rows[k].sector);
        assert_non_null(sector);
        const lt_region_code *code = lt_region_code_find(&tables, "CN", area.rows[k].region);
        if (code && lt_region_is_liaoning(code->region) && strcmp(sector->sector, "road") == 0 &&
            strcmp(area.rows[k].species, "CO") == 0)
            road += area.rows[k].kg;
    }
    lt_ledger_totals_kt(ledger, NULL, "road", ours);
    assert_near(road * 1e-6, ours[LT_CO], 1e-10 * ours[LT_CO]);
    lt_foreign_free(&area);
    lt_foreign_tables_free(&tables);
    lt_ledger_free(ledger);
}

static void test_unknown_writer(void **state) {
    (void)state;
    const lt_writer *writer;
    assert_int_equal(lt_writer_find("ff1", &writer), LT_ERR_USAGE);
    assert_int_equal(lt_writer_find(NULL, &writer), LT_ERR_USAGE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sums_come_back),
                                       cmocka_unit_test(test_sectors_of_the_export),
                                       cmocka_unit_test(test_unknown_writer)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
