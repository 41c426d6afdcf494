/* The shipped tables hang together: source rows are provincial totals times shares, every factor says where it is from,
 * controls move the right way, speciation keeps mass. */
#include "inventory_fixture.h"

#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/place/gridding.h"
#include "inventory/methods/method.h"
#include "tests/support/root.h"

static const char *const fields[] = {"energy",      "industry", "solvent", "storage", "mobile",
                                     "agriculture", "dust",     "waste",   "natural"}; /* nothing controls the last */

/* A shipped table; folder "": the data folder itself. */
static lt_csv *table(const char *folder, const char *name) {
    return fixture_table(lt_fmt("inventory/data/%s%s%s.csv", folder, folder[0] ? "/" : "", name));
}

/* Rows of the cities are the row of the province times shares that sum to 1; they say where they come from. */
static void test_rows_come_from_provincial_totals(void **state) {
    (void)state;
    static const char *const columns[] = {"activity", "activity_2014"};
    long n_spread = 0;
    for (int y = 0; y < 2; y++) {
        lt_ledger *ledger = fixture_whole_ledger(y ? 2014 : 2020);
        for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
            lt_csv *rows = table("liaoning", fields[f]);
            for (long r = 0; r < lt_csv_rows(rows); r++) {
                double sum = 0, want;
                const int column = lt_csv_find(rows, columns[y]);
                const bool empty = column < 0 || lt_csv_empty(rows, r, column);
                want = fixture_number(rows, r, empty ? "activity" : columns[y]);
                bool spread = false;
                for (long k = 0; k < ledger->n; k++) {
                    if (strcmp(ledger->sources[k].origin, fixture_word(rows, r, "id")) != 0) continue;
                    sum += ledger->sources[k].activity;
                    spread = true;
                }
                n_spread += spread;
                if (spread && !(fabs(sum - want) <= 1e-12 * want))
                    print_error("%s: %.15g for %.15g\n", fixture_word(rows, r, "id"), sum, want);
                assert_true(!spread || fabs(sum - want) <= 1e-12 * want);
            }
            lt_csv_free(rows);
        }
        lt_ledger_free(ledger);
    }
    assert_true(n_spread > 100);
}

/* A recalled number says so; a row of an activity by its mark. */
static void judge_marks(const char *name, lt_csv *csv, bool activity) {
    for (long r = 0; r < lt_csv_rows(csv); r++) {
        const char *mark = fixture_word(csv, r, "mark"), *source = fixture_word(csv, r, "source");
        assert_true(mark[0] && strchr("VSDRA", mark[0]) != NULL);
        assert_true(source[0] != 0);
        bool says_so = activity || strstr(mark, "recalled") || strstr(source, "recalled") || strstr(source, "assum");
        if (mark[0] == 'R' && !says_so) print_error("%s row %ld: %s | %s\n", name, r, mark, source);
        assert_true(mark[0] != 'R' || says_so);
    }
    lt_csv_free(csv);
}

/* V, S, D, R or A (assumed). */
static void test_every_number_has_a_mark(void **state) {
    (void)state;
    static const char *const folders[] = {"liaoning", "factors", "controls"};
    static const char *const names[] = {"shares",        "calendars",    "profiles",       "regions",
                                        "mir",           "voc_profiles", "voc_sources",    "laws",
                                        "climate_light", "leaf_area",    "natural_outside"};
    for (size_t d = 0; d < 3; d++)
        for (size_t k = 0; k < sizeof fields / sizeof *fields - (d == 2); k++)
            judge_marks(fields[k], table(folders[d], fields[k]), d == 0);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) judge_marks(names[k], table("", names[k]), false);
    for (int k = 0; lt_methods[k]; k++) judge_marks(lt_methods[k]->name, table("methods", lt_methods[k]->name), false);
}

static const lt_source *source_named(const lt_ledger *ledger, const char *id) {
    const lt_source *found = lt_ledger_find(ledger, id);
    assert_non_null(found);
    return found;
}

static double factor_of(const lt_ledger *ledger, const char *id, enum lt_pollutant p) {
    return source_named(ledger, id)->factor_kg[p];
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
    lt_csv *shares = table("", "shares");
    double sum = 0, shenyang = 0, dalian = 0;
    for (long r = 0; r < lt_csv_rows(shares); r++) {
        if (strcmp(fixture_word(shares, r, "share"), "rural") != 0) continue;
        double value = fixture_number(shares, r, "value");
        sum += value;
        if (strcmp(fixture_word(shares, r, "region"), "Shenyang") == 0) shenyang = value;
        if (strcmp(fixture_word(shares, r, "region"), "Dalian") == 0) dalian = value;
    }
    assert_true(fabs(sum - 1) < 1e-7);
    assert_true(fabs(shenyang - 1.404 / 11.85) < 1e-7);
    assert_true(fabs(dalian - 7.450785 * (1 - 0.8235) / 11.85) < 1e-7);
    lt_csv_free(shares);
}

/* The stock of boilers that the plan acts on: more than its 2 000 t/h, and activity that fits the capacity (151 days,
 * 55 % load, 80 % efficiency, 20.9 MJ/kg: 300.4 t a year per t/h). */
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

/* Share of a profile below a height. */
static double share_below(const lt_profiles *profiles, const char *name, double height) {
    const double edges[] = {0, height, 5000};
    double share[2];
    int k = lt_profiles_find(profiles, name);
    assert_true(k >= 0);
    lt_height_profile_layers(&profiles->items[k], edges, 2, share);
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
    lt_ledger *ledger = fixture_ledger(2020);
    const lt_controls *controls = ledger->controls;
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
    assert_near(lt_controls_removal(controls, "power_coal", LT_NOX, 2014), 0.416, 1e-12);
    lt_ledger_free(ledger);
}

static void refused(const char *what, bool of_controls, const char *row) {
    static const char *const heads[] = {
        "sector,process,technology,pollutant,factor,low,high,unit,document,mark,source\n",
        "control,pollutant,efficiency_2014,application_2014,efficiency_2020,application_2020,mark,source\n"};
    const char *name = in_root("table.csv");
    char all[1024];
    lt_controls *controls;
    lt_factors *factors;
    snprintf(all, sizeof all, "%s%s", heads[of_controls], row);
    fixture_write(name, all);
    fixture_fail(lt_controls_create(&controls));
    fixture_fail(lt_factors_create(&factors));
    assert_int_equal(of_controls ? lt_controls_read(name, controls) : lt_factors_read(name, factors), LT_ERR_INPUT);
    if (!strstr(lt_error_what(), what)) print_error("%s\n", lt_error_what());
    assert_non_null(strstr(lt_error_what(), what));
    lt_error_clear();
    lt_factors_free(factors);
    lt_controls_free(controls);
}

static void test_bad_tables(void **state) {
    (void)state;
    refused("share outside", true, "x,SO2,0.5,1,80,1,R,me\n");
    refused("two rows", true, "x,SO2,0.5,1,0.8,1,R,me\nx,SO2,0.5,1,0.8,1,R,me\n");
    refused("follows from others", true, "x,PM10,0.5,1,0.8,1,R,me\n");
    refused("follows from others", true, "x,BC,0.5,1,0.8,1,R,me\n");
    refused("removal without source", true, "x,SO2,0.5,1,0.8,1,R,\n");
    refused("unit", false, "a,b,c,SO2,1,0,2,,d,R,me\n");
    refused("unknown pollutant", false, "a,b,c,SO3,1,0,2,kg/t,d,R,me\n");
    refused("two factors", false, "a,b,c,SO2,1,0,2,kg/t,d,R,me\na,b,c,SO2,1,0,2,kg/t,d,R,me\n");
}

/* The source of a stack is that of its own row of the province. */
static void test_stacks_have_the_source_of_their_row(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    long n = 0;
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        lt_csv *rows = table("liaoning", fields[f]);
        for (long r = 0; r < lt_csv_rows(rows); r++)
            for (long k = 0; k < ledger->n; k++) {
                const lt_source *s = &ledger->sources[k];
                if (strcmp(s->origin, fixture_word(rows, r, "id")) != 0) continue;
                char begin[201]; /* notes are cut at 1 kB */
                snprintf(begin, sizeof begin, "%s", fixture_word(rows, r, "source"));
                if (!strstr(s->note, begin)) print_error("%s: %s\n", s->id, s->note);
                assert_non_null(strstr(s->note, begin));
                n++;
            }
        lt_csv_free(rows);
    }
    assert_true(n > 2000);
    lt_ledger_free(ledger);
}

/* In no row of the shipped ledger is BC above PM2.5 or PM2.5 above PM10 or PM10 above TSP. */
static void test_particles_nest(void **state) {
    (void)state;
    for (int year = 2014; year <= 2020; year += 6) {
        lt_ledger *ledger = fixture_ledger(year);
        for (long k = 0; k < ledger->n; k++) {
            const lt_source *s = &ledger->sources[k];
            double fine = lt_source_emission_kg(s, LT_PM25), all = lt_source_emission_kg(s, LT_PM10);
            double carbon = lt_source_emission_kg(s, LT_BC) + lt_source_emission_kg(s, LT_OC);
            if (!lt_region_is_liaoning(s->region)) continue;
            assert_true(all <= lt_source_emission_kg(s, LT_TSP) * (1 + 1e-12));
            if (fine > all * (1 + 1e-12) || carbon > fine * (1 + 1e-12))
                print_error("%s %g %g %g\n", s->id, all, fine, carbon);
            assert_true(fine <= all * (1 + 1e-12) && carbon <= fine * (1 + 1e-12));
            for (int p = 0; p < LT_N_POLLUTANTS; p++) assert_true(s->removal[p] >= 0 && s->removal[p] <= 1);
        }
        lt_ledger_free(ledger);
    }
}

/* Every stack of one provincial row says the same of where its number is from. */
static void test_stacks_keep_their_source(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    long n = 0;
    for (long k = 0, first = -1; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        const char *of_row = s->is_point ? strstr(s->note, lt_fmt("of row %s (", s->origin)) : NULL;
        if (!of_row) continue;
        if (first < 0 || strcmp(ledger->sources[first].origin, s->origin) != 0) first = k;
        assert_string_equal(of_row, strstr(ledger->sources[first].note, "of row "));
        assert_true(strlen(of_row) > strlen("of row  (). [D] ") + strlen(s->origin));
        n++;
    }
    assert_true(n > 40);
    lt_ledger_free(ledger);
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
                                       cmocka_unit_test(test_stacks_have_the_source_of_their_row),
                                       cmocka_unit_test(test_particles_nest),
                                       cmocka_unit_test(test_stacks_keep_their_source),
                                       cmocka_unit_test(test_digest)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
