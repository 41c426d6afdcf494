/* The shipped tables hang together: source rows are provincial totals times shares, every factor says where it is from,
 * controls move the right way, speciation keeps mass. */
#include "inventory_fixture.h"

#include "base/csv.h"
#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/gridding.h"
#include "inventory/speciate.h"

static lt_csv *table(const char *name) {
    char path[512], relative[64];
    lt_csv *csv;
    snprintf(relative, sizeof relative, "inventory/data/%s", name);
    fixture_fail(lt_share_path(relative, path, sizeof path));
    fixture_fail(lt_csv_read(path, &csv));
    return csv;
}

static double number(const lt_csv *csv, long row, const char *column) {
    double value;
    fixture_fail(lt_csv_double(csv, row, lt_csv_find(csv, column), &value));
    return value;
}

static const char *text(const lt_csv *csv, long row, const char *column) {
    return lt_csv_text(csv, row, lt_csv_find(csv, column));
}

/* Eight digits are written: 14 rows of 5e-9 each. */
static void test_rows_come_from_provincial_totals(void **state) {
    (void)state;
    lt_csv *rows = table("sources.csv"), *totals = table("provincial.csv"), *shares = table("shares.csv");
    static const char *const columns[] = {"activity", "activity_2014"};
    for (long t = 0; t < lt_csv_rows(totals); t++)
        for (int y = 0; y < 2; y++) {
            double sum = 0, want = number(totals, t, columns[y]);
            for (long r = 0; r < lt_csv_rows(rows); r++) {
                bool same = strcmp(text(rows, r, "process"), text(totals, t, "process")) == 0 &&
                            strcmp(text(rows, r, "technology"), text(totals, t, "technology")) == 0 &&
                            strcmp(text(rows, r, "sector"), text(totals, t, "sector")) == 0;
                size_t length = strlen(text(totals, t, "id"));
                bool named = strncmp(text(rows, r, "id"), text(totals, t, "id"), length) == 0 ||
                             strcmp(text(totals, t, "id"), "refining") == 0;
                if (!same || !named) continue;
                sum += number(rows, r, columns[y]);
                for (long s = 0; s < lt_csv_rows(shares); s++)
                    if (strcmp(text(shares, s, "share"), text(totals, t, "share")) == 0 &&
                        strcmp(text(shares, s, "region"), text(rows, r, "region")) == 0)
                        assert_true(fabs(number(rows, r, columns[y]) - want * number(shares, s, "value")) <=
                                    2e-7 * want);
            }
            if (fabs(sum - want) > 2e-7 * want) print_error("%s: %g for %g\n", text(totals, t, "id"), sum, want);
            assert_true(fabs(sum - want) <= 2e-7 * want);
        }
    lt_csv_free(shares);
    lt_csv_free(totals);
    lt_csv_free(rows);
}

/* V, S, D or R; what is recalled says so. */
static void test_every_number_has_a_mark(void **state) {
    (void)state;
    static const char *const names[] = {"sources.csv", "provincial.csv", "shares.csv",       "factors.csv",
                                        "coal.csv",    "controls.csv",   "calendars.csv",    "profiles.csv",
                                        "regions.csv", "mir.csv",        "voc_profiles.csv", "voc_sources.csv"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        lt_csv *csv = table(names[k]);
        for (long r = 0; r < lt_csv_rows(csv); r++) {
            const char *mark = text(csv, r, "mark"), *source = text(csv, r, "source");
            assert_true(mark[0] && strchr("VSDR", mark[0]) != NULL);
            assert_true(source[0] != 0);
            bool says_so = strstr(mark, "recalled") || strstr(source, "recalled") || strstr(source, "provincial.csv") ||
                           strstr(source, "assum") || strncmp(names[k], "provincial", 10) == 0;
            if (mark[0] == 'R' && !says_so) print_error("%s row %ld: %s | %s\n", names[k], r, mark, source);
            assert_true(mark[0] != 'R' || says_so);
        }
        lt_csv_free(csv);
    }
}

static double factor_of(const lt_ledger *ledger, const char *id, enum lt_pollutant p) {
    const lt_source *s = NULL;
    for (long k = 0; k < ledger->n; k++)
        if (strcmp(ledger->sources[k].id, id) == 0) s = &ledger->sources[k];
    assert_non_null(s);
    return s->factor_kg[p];
}

/* Household coal: the factors are the sums of Changchun's table over its 89 kt of coal; the carbon of the smoke fills
 * 90 % of its particles and never more than all of them. */
static void test_household_coal(void **state) {
    (void)state;
    static const struct {
        enum lt_pollutant p;
        double t;
    } changchun[] = {{LT_PM25, 961}, {LT_PM10, 1201}, {LT_CO, 12462}, {LT_SO2, 329}, {LT_NOX, 142}, {LT_NMVOC, 356}};
    lt_ledger *ledger = fixture_ledger(2014);
    const char *id = "residential_coal_shenyang";
    for (int p = 0; p < LT_N_POLLUTANTS; p++) /* the same stoves in town */
        assert_true(factor_of(ledger, id, (enum lt_pollutant)p) ==
                    factor_of(ledger, "residential_town_coal_shenyang", (enum lt_pollutant)p));
    for (size_t k = 0; k < sizeof changchun / sizeof *changchun; k++)
        assert_true(fabs(factor_of(ledger, id, changchun[k].p) / (changchun[k].t / 89) - 1) < 1e-4);
    double bc = factor_of(ledger, id, LT_BC), oc = factor_of(ledger, id, LT_OC);
    assert_true(fabs(bc / oc / (3.05 / 5.50) - 1) < 1e-4);
    assert_true(fabs((bc + 1.7 * oc) / factor_of(ledger, id, LT_PM25) - 0.9) < 1e-4);
    lt_ledger_free(ledger);
}

/* Rural residents of Shenyang and Dalian are those of the census, not those outside city districts. */
static void test_rural_share_is_the_census(void **state) {
    (void)state;
    lt_csv *shares = table("shares.csv");
    double sum = 0, shenyang = 0, dalian = 0;
    for (long r = 0; r < lt_csv_rows(shares); r++) {
        if (strcmp(text(shares, r, "share"), "rural") != 0) continue;
        double value = number(shares, r, "value");
        sum += value;
        if (strcmp(text(shares, r, "region"), "Shenyang") == 0) shenyang = value;
        if (strcmp(text(shares, r, "region"), "Dalian") == 0) dalian = value;
    }
    assert_true(fabs(sum - 1) < 1e-7);
    assert_true(fabs(shenyang - 1.404 / 11.85) < 1e-7);
    assert_true(fabs(dalian - 7.450785 * (1 - 0.8235) / 11.85) < 1e-7);
    lt_csv_free(shares);
}

/* The stock of boilers that the plan acts on: more than its 2 000 t/h, and activity that fits the capacity (151 days,
 * 55 % load, 80 % efficiency, 20.9 MJ/kg: 300.1 t a year per t/h). */
static void test_small_boilers(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    double stock = 0, coal = 0;
    int cities = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (!s->built_up || s->unit_size_tph <= 0 || s->unit_size_tph > 35) continue;
        stock += s->capacity_tph;
        coal += s->activity;
        cities++;
    }
    assert_int_equal(cities, 14);
    assert_true(stock > 2000 && stock < 4000);
    double want = 0.7e6 / 0.8 / 20.9e6 * 151 * 86400 * 0.55 * 1e-3; /* t of coal a year per t/h */
    assert_true(fabs(coal / stock / want - 1) < 0.01);
    lt_ledger_free(ledger);
}

static const lt_source *source_named(const lt_ledger *ledger, const char *id) {
    const lt_source *found = NULL;
    for (long k = 0; k < ledger->n; k++)
        if (strcmp(ledger->sources[k].id, id) == 0) found = &ledger->sources[k];
    assert_non_null(found);
    return found;
}

/* Share of a profile below a height. */
static double share_below(const lt_profiles *profiles, const char *name, double height) {
    const double edges[] = {0, height, 5000};
    double share[2];
    int k = lt_profiles_find(profiles, name);
    assert_true(k >= 0);
    lt_profile_layers(&profiles->items[k], edges, 2, share);
    return share[0];
}

/* A house of boilers above 35 t/h has a stack of 45 m at least (GB 13271-2001): little of it may leave below 40 m, less
 * than of small boilers; small boilers outside built-up areas stand in the country, not where most people live. A power
 * station's slab of 92 to 184 m begins at 92 m. */
static void test_boilers_stand_where_and_as_high_as_they_are(void **state) {
    (void)state;
    lt_allocation allocation;
    fixture_fail(lt_allocation_read(2020, &allocation));
    lt_ledger *ledger = fixture_ledger(2020);
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (strcmp(s->sector, "heat") != 0 || s->is_point || s->unit_size_tph <= 0) continue;
        if (s->unit_size_tph > 40) assert_true(share_below(allocation.profiles, s->profile, 40) < 0.15);
        if (s->unit_size_tph <= 35 && !s->built_up) assert_string_equal(s->surrogate, "rural");
    }
    const lt_source *large = source_named(ledger, "heat_large_shenyang");
    const lt_source *small = source_named(ledger, "heat_small_builtup_shenyang");
    assert_true(large->unit_size_tph > 40);
    assert_true(share_below(allocation.profiles, large->profile, 40) <
                0.5 * share_below(allocation.profiles, small->profile, 40));
    assert_true(share_below(allocation.profiles, "high_stack", 92) == 0);
    lt_ledger_free(ledger);
    lt_allocation_free(&allocation);
}

/* Gas by heat out of the balance of 2014: households 0.713e9 m3, coke-oven gas 1.018e9 m3 of 17.981 MJ/m3, LPG 0.681 Mt
 * of 50.179 MJ/kg, natural gas of 38.931 MJ/m3; industry 4.234e9 m3 and LNG 1.871 Mtce at 1.33 kgce/m3. Written with
 * three digits: 5e-3. */
static void test_gas_is_the_sum_of_its_parts(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2014);
    double household = 0, industry = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        if (strcmp(s->process, "natural_gas") != 0 || !lt_region_is_liaoning(s->region)) continue;
        if (strcmp(s->sector, "residential") == 0) household += s->activity;
        if (strcmp(s->sector, "industry") == 0) industry += s->activity;
    }
    double want = 0.713e9 + 1.018e9 * 17.981 / 38.931 + 0.681e9 * 50.179 / 38.931;
    assert_true(fabs(household / want - 1) < 5e-3);
    assert_true(fabs(industry / (4.234e9 + 1.871e9 / 1.33) - 1) < 5e-3);
    lt_ledger_free(ledger);
}

static void test_controls_move_down_with_time(void **state) {
    (void)state;
    char path[512];
    lt_controls *controls;
    fixture_fail(lt_share_path("inventory/data/controls.csv", path, sizeof path));
    fixture_fail(lt_controls_read(path, &controls));
    for (long k = 0; k < controls->n; k++) {
        const lt_control *c = &controls->rows[k];
        double a = lt_controls_removal(controls, c->name, c->pollutant, 2014);
        double b = lt_controls_removal(controls, c->name, c->pollutant, 2017);
        double z = lt_controls_removal(controls, c->name, c->pollutant, 2020);
        assert_true(a >= 0 && z <= 1);
        if (c->pollutant != LT_NH3) assert_true(a <= b && b <= z); /* slip of ammonia grows with SCR */
        assert_true(lt_controls_removal(controls, c->name, c->pollutant, 2030) == z);
        assert_true(lt_controls_removal(controls, c->name, c->pollutant, 2000) == a);
    }
    /* 0.64 x 0.65 low-NOx and SCR in 2014 */
    assert_float_equal(lt_controls_removal(controls, "power_coal", LT_NOX, 2014), 0.416, 1e-12);
    lt_controls_free(controls);
}

static void test_bad_tables(void **state) {
    (void)state;
    char name[] = "/tmp/lt-table-XXXXXX";
    int fd = mkstemp(name);
    assert_true(fd >= 0);
    close(fd);
    lt_controls *controls;
    lt_factors *factors;
    fixture_write(name,
                  "control,pollutant,efficiency_2014,application_2014,efficiency_2020,application_2020,mark,source\n"
                  "x,SO2,0.5,1,80,1,R,me\n");
    assert_int_equal(lt_controls_read(name, &controls), LT_ERR_INPUT);
    fixture_write(name,
                  "sector,process,technology,pollutant,factor,low,high,unit,mark,source\na,b,c,SO2,1,0,2,,R,me\n");
    assert_int_equal(lt_factors_read(name, NULL, &factors), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "unit"));
    fixture_write(name,
                  "sector,process,technology,pollutant,factor,low,high,unit,mark,source\na,b,c,SO3,1,0,2,kg/t,R,me\n");
    assert_int_equal(lt_factors_read(name, NULL, &factors), LT_ERR_INPUT);
    fixture_write(name, "sector,process,technology,pollutant,factor,low,high,unit,mark,source\n"
                        "a,b,c,SO2,1,0,2,kg/t,R,me\na,b,c,SO2,1,0,2,kg/t,R,me\n");
    assert_int_equal(lt_factors_read(name, NULL, &factors), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "two factors"));
    unlink(name);
}

static void test_speciation_keeps_mass(void **state) {
    (void)state;
    lt_sector sector = {.om_oc = 1.4, .sulfate_share = 0.03};
    double in[LT_N_POLLUTANTS] = {0}, out[LT_N_EMITTED];
    in[LT_SO2] = 100;
    in[LT_PM10] = 30;
    in[LT_PM25] = 20;
    in[LT_BC] = 3;
    in[LT_OC] = 5;
    assert_true(lt_speciate(&sector, in, out) == 0);
    assert_float_equal(out[LT_EM_SO2] / 64 + out[LT_EM_SO4] / 96, 100.0 / 64, 1e-12); /* sulfur */
    assert_float_equal(out[LT_EM_BC] + out[LT_EM_POM] + out[LT_EM_PMO], 20, 1e-12);
    assert_float_equal(out[LT_EM_PMC], 10, 1e-12);
    in[LT_OC] = 15; /* 3 + 21 > 20: four too many */
    assert_float_equal(lt_speciate(&sector, in, out), 4, 1e-12);
    assert_true(out[LT_EM_PMO] == 0);
}

/* In no row of the shipped ledger is BC above PM2.5 or PM2.5 above PM10. */
static void test_particles_nest(void **state) {
    (void)state;
    for (int year = 2014; year <= 2020; year += 6) {
        lt_ledger *ledger = fixture_ledger(year);
        for (long k = 0; k < ledger->n; k++) {
            const lt_source *s = &ledger->sources[k];
            double fine = lt_source_emission_kg(s, LT_PM25), all = lt_source_emission_kg(s, LT_PM10);
            double carbon = lt_source_emission_kg(s, LT_BC) + lt_source_emission_kg(s, LT_OC);
            if (!lt_region_is_liaoning(s->region)) continue;
            if (fine > all * (1 + 1e-12) || carbon > fine * (1 + 1e-12))
                print_error("%s %g %g %g\n", s->id, all, fine, carbon);
            assert_true(fine <= all * (1 + 1e-12) && carbon <= fine * (1 + 1e-12));
            for (int p = 0; p < LT_N_POLLUTANTS; p++) assert_true(s->removal[p] >= 0 && s->removal[p] <= 1);
        }
        lt_ledger_free(ledger);
    }
}

/* A digest follows the section, the year and the files. */
static void test_digest(void **state) {
    (void)state;
    lt_digest digest[3];
    const char *const texts[3] = {"neighbours: yes\n", "neighbours: yes\n", "neighbours: no\n"};
    const int years[3] = {2020, 2014, 2020};
    for (int k = 0; k < 3; k++) {
        lt_node *section;
        lt_hash hash;
        fixture_fail(lt_node_parse("case.yaml", texts[k], &section));
        lt_hash_init(&hash);
        fixture_fail(lt_ledger_digest(section, years[k], &hash));
        lt_hash_end(&hash, digest[k]);
        lt_node_free(section);
    }
    assert_string_not_equal(digest[0], digest[1]);
    assert_string_not_equal(digest[0], digest[2]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows_come_from_provincial_totals),
                                       cmocka_unit_test(test_every_number_has_a_mark),
                                       cmocka_unit_test(test_household_coal),
                                       cmocka_unit_test(test_rural_share_is_the_census),
                                       cmocka_unit_test(test_small_boilers),
                                       cmocka_unit_test(test_boilers_stand_where_and_as_high_as_they_are),
                                       cmocka_unit_test(test_gas_is_the_sum_of_its_parts),
                                       cmocka_unit_test(test_controls_move_down_with_time),
                                       cmocka_unit_test(test_bad_tables),
                                       cmocka_unit_test(test_speciation_keeps_mass),
                                       cmocka_unit_test(test_particles_nest),
                                       cmocka_unit_test(test_digest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
