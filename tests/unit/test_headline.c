/* The three headline measures on the shipped ledger: strength 0 and 1 to the bit and monotone between, shares, VOC mass
 * against reactivity, tonne-kilometres by hand. */
#include "test_package_fixture.h"

#include "base/csv.h"
#include "scenarios/shares.h"
#include "tests/support/root.h"

static const char *const packages[] = {"boilers", "low-voc", "rail", "all", "reference-2025", "nox-voc-30"};
enum { N_PACKAGES = sizeof packages / sizeof packages[0] };

/* Base, then the package with a strength (below 0: as it is). */
static lt_ledger *changed(const char *name, double strength, lt_changes *changes) {
    lt_ledger *out;
    lt_package *package;
    must(lt_ledger_read(NULL, 2020, &out));
    must(lt_package_read(name, &package));
    if (strength >= 0) must(lt_package_weaken(package, strength));
    must(lt_package_apply(package, out, changes));
    lt_package_free(package);
    return out;
}

static void same_records(const lt_ledger *a, const lt_ledger *b) {
    assert_int_equal(a->n, b->n);
    for (long r = 0; r < a->n; r++) {
        assert_string_equal(a->sources[r].id, b->sources[r].id);
        assert_string_equal(a->sources[r].control, b->sources[r].control);
        assert_memory_equal(&a->sources[r].activity, &b->sources[r].activity, sizeof(double));
        assert_memory_equal(&a->sources[r].capacity_tph, &b->sources[r].capacity_tph, sizeof(double));
        assert_memory_equal(a->sources[r].factor_kg, b->sources[r].factor_kg, sizeof a->sources[r].factor_kg);
        assert_memory_equal(a->sources[r].removal, b->sources[r].removal, sizeof a->sources[r].removal);
    }
}

/* Strength 0 is the base and 1 the whole, bit by bit. */
static void strength_at_its_ends(void **state) {
    (void)state;
    lt_ledger *base;
    must(lt_ledger_read(NULL, 2020, &base));
    for (int p = 0; p < N_PACKAGES; p++) {
        lt_changes changes = {0};
        lt_ledger *none = changed(packages[p], 0, &changes), *one = changed(packages[p], 1, &changes),
                  *plain = changed(packages[p], -1, &changes);
        same_records(none, base);
        same_records(one, plain);
        assert_true(plain->n > base->n || memcmp(plain->sources, base->sources, (size_t)base->n * sizeof(lt_source)));
        lt_ledger_free(none);
        lt_ledger_free(one);
        lt_ledger_free(plain);
        lt_changes_free(&changes);
    }
    lt_ledger_free(base);
}

/* Between the ends every quantity goes one way, and no further than the whole. */
static void strength_is_monotone(void **state) {
    (void)state;
    static const double steps[] = {0, 0.25, 0.5, 0.75, 1};
    for (int p = 0; p < N_PACKAGES; p++) {
        double at[5][LT_N_QUANTITIES];
        for (int s = 0; s < 5; s++) {
            lt_changes changes = {0};
            lt_ledger *out = changed(packages[p], steps[s], &changes);
            lt_ledger_quantities_kt(out, NULL, NULL, at[s]);
            lt_ledger_free(out);
            lt_changes_free(&changes);
        }
        for (int q = 0; q < LT_N_QUANTITIES; q++) {
            const double whole = at[4][q] - at[0][q], rounding = 1e-9 * at[0][q];
            for (int s = 1; s < 5; s++)
                if (whole <= 0)
                    assert_true(at[s][q] <= at[s - 1][q] + rounding);
                else
                    assert_true(at[s][q] >= at[s - 1][q] - rounding);
        }
    }
}

/* Solvents give way: mass and reactivity fall by different shares, nothing else moves. By hand for one record: 50 % of
 * 455 kg/t against 1.1 x 190 kg/t. */
static void low_voc_changes_mass_and_kind(void **state) {
    (void)state;
    lt_changes changes = {0};
    lt_ledger *base, *out = changed("low-voc", -1, &changes);
    double before[LT_N_QUANTITIES], after[LT_N_QUANTITIES];
    must(lt_ledger_read(NULL, 2020, &base));
    lt_ledger_quantities_kt(base, NULL, "solvent", before);
    lt_ledger_quantities_kt(out, NULL, "solvent", after);
    const double mass = 1 - after[LT_NMVOC] / before[LT_NMVOC], reactivity = 1 - after[LT_OFP] / before[LT_OFP];
    print_message("solvents: NMVOC -%.1f %%, ofp -%.1f %%\n", 100 * mass, 100 * reactivity);
    assert_true(mass > 0.02 && reactivity > 1.1 * mass);
    lt_ledger_quantities_kt(base, NULL, NULL, before);
    lt_ledger_quantities_kt(out, NULL, NULL, after);
    for (int q = 0; q < LT_N_POLLUTANTS; q++)
        if (q != LT_NMVOC) assert_true(before[q] == after[q]);
    const lt_source *old = lt_ledger_find(base, "sol_structure_sb_anshan"), *now, *taker, *was;
    now = lt_ledger_find(out, "sol_structure_sb_anshan");
    was = lt_ledger_find(base, "sol_structure_lv_anshan");
    taker = lt_ledger_find(out, "sol_structure_lv_anshan");
    assert_true(fabs(now->activity / old->activity - 0.5) < 1e-12);
    assert_true(fabs((taker->activity - was->activity) / (0.55 * old->activity) - 1) < 1e-12);
    const double lost = lt_source_emission_kg(old, LT_NMVOC) - lt_source_emission_kg(now, LT_NMVOC);
    const double gained = lt_source_emission_kg(taker, LT_NMVOC) - lt_source_emission_kg(was, LT_NMVOC);
    assert_true(fabs(gained / lost / (1.1 * 190 / 455) - 1) < 1e-12);
    /* Cities that are not key cities keep their furniture as it is; Dalian's building does not. */
    assert_true(lt_ledger_find(out, "sol_wood_sb_dalian")->activity ==
                lt_ledger_find(base, "sol_wood_sb_dalian")->activity);
    assert_true(lt_ledger_find(out, "sol_building_sb_dalian")->activity <
                lt_ledger_find(base, "sol_building_sb_dalian")->activity);
    lt_ledger_free(base);
    lt_ledger_free(out);
    lt_changes_free(&changes);
}

/* The questions to the model: three tenths of what people emit in the 14 cities, and nothing else. */
static void questions_cut_three_tenths(void **state) {
    (void)state;
    lt_ledger *base;
    must(lt_ledger_read(NULL, 2020, &base));
    for (int both = 0; both < 2; both++) {
        lt_changes changes = {0};
        lt_ledger *out = changed(both ? "nox-voc-30" : "nox-30", -1, &changes);
        assert_int_equal(out->n, base->n);
        long cut = 0;
        for (long r = 0; r < base->n; r++) {
            const bool ours =
                lt_region_is_liaoning(base->sources[r].region) && strcmp(base->sources[r].sector, "natural");
            for (int p = 0; p < LT_N_POLLUTANTS; p++) {
                const double was = lt_source_emission_kg(&base->sources[r], (enum lt_pollutant)p);
                const double is = lt_source_emission_kg(&out->sources[r], (enum lt_pollutant)p);
                const bool asked = ours && (p == LT_NOX || (both && p == LT_NMVOC));
                assert_true(fabs(is - (asked ? 0.7 : 1.0) * was) <= 1e-12 * was);
                cut += asked && was > 0;
            }
        }
        assert_true(cut > 500);
        lt_ledger_free(out);
        lt_changes_free(&changes);
    }
    lt_ledger_free(base);
}

static double activity_of(const lt_ledger *from, const char *technology, const char *sector) {
    double sum = 0;
    for (long r = 0; r < from->n; r++)
        if (lt_pattern_fits(technology, from->sources[r].technology) && strcmp(from->sources[r].sector, sector) == 0 &&
            strcmp(from->sources[r].process, "gas") != 0)
            sum += from->sources[r].activity;
    return sum;
}

static double station_coal(const lt_ledger *from) {
    double sum = 0;
    for (long r = 0; r < from->n; r++)
        if (strcmp(from->sources[r].sector, "power") == 0 && lt_region_is_liaoning(from->sources[r].region))
            sum += from->sources[r].activity;
    return sum;
}

/* Tonne-kilometres by hand: ports lose 5/9 of their kilometres; rail takes a tenth of 1.2e11 t km, of it half of the
 * ports'; the rest comes off the other trucks; fuel follows. */
static void rail_by_hand(void **state) {
    (void)state;
    lt_changes changes = {0};
    lt_ledger *base, *out = changed("rail", -1, &changes);
    must(lt_ledger_read(NULL, 2020, &base));
    const double ports = activity_of(base, "port_truck_*", "road"), others = activity_of(base, "heavy_truck_*", "road");
    const double from_ports = 15 * ports * (1 - 0.20 / 0.45), rail = 0.1 * 1.2e11, part = 0.5 * from_ports;
    assert_true(part < rail); /* else the rule would be another */
    assert_true(fabs(activity_of(out, "port_truck_*", "road") / (ports * 0.20 / 0.45) - 1) < 1e-12);
    assert_true(fabs((others - activity_of(out, "heavy_truck_*", "road")) / ((rail - part) / 15) - 1) < 1e-9);
    const double diesel = activity_of(out, "rail", "transport") - activity_of(base, "rail", "transport");
    assert_true(fabs(diesel / (3.7e-6 * 0.4 * rail) - 1) < 1e-9);
    const double kwh = 18.6e-3 * 0.6 * rail + 60e-3 * (from_ports - part);
    assert_true(fabs((station_coal(out) - station_coal(base)) / (0.56e-3 * kwh) - 1) < 1e-6); /* of 76 Mt */
    double before[LT_N_POLLUTANTS], after[LT_N_POLLUTANTS];
    lt_ledger_totals_kt(base, NULL, NULL, before);
    lt_ledger_totals_kt(out, NULL, NULL, after);
    assert_true(after[LT_NOX] < before[LT_NOX] && after[LT_BC] < before[LT_BC] && after[LT_CO2] < before[LT_CO2]);
    lt_ledger_free(base);
    lt_ledger_free(out);
    lt_changes_free(&changes);
}

/* Of more members than are exact, with measures of several classes of order: what a member takes away is the whole less
 * what all others do without it. */
static void removals_are_of_the_others(void **state) {
    (void)state;
    const char *path = lt_fmt("%s/topics.yaml", root);
    lt_package *package;
    lt_shares shares;
    assert_true(files_write_text(path, "id: topics\ntitle_en: t\ntitle_zh: t\nmeasures: [topic-heating, topic-steel, "
                                       "topic-mobile, topic-voc, topic-dust]\n"));
    must(lt_package_read(path, &package));
    assert_int_equal(package->n_members, 5);
    must(lt_shares_of(&(lt_shares_request){.base_year = 2020}, package, &shares));
    for (int m = 0; m < 5; m++) {
        double strength[5] = {1, 1, 1, 1, 1}, others[LT_N_QUANTITIES];
        lt_ledger *other;
        lt_changes changes = {0};
        strength[m] = 0;
        must(lt_ledger_read(NULL, 2020, &other));
        must(lt_package_apply_strengths(package, strength, other, &changes));
        lt_ledger_quantities_kt(other, NULL, LT_OF_PEOPLE, others);
        for (int q = 0; q < LT_N_QUANTITIES; q++)
            assert_true(shares.rows[m].removal[q] == shares.whole[q] - others[q]); /* exact sums */
        lt_changes_free(&changes);
        lt_ledger_free(other);
    }
    lt_shares_free(&shares);
    lt_package_free(package);
}

/* Additions and removals of a package; sums with the rest make the whole; a member whose levers nobody touches has the
 * same share both ways. Cities sum to the province to 1e-9 in every variant. */
static void shares_add_up(void **state) {
    (void)state;
    lt_package *reference, *package;
    lt_shares shares;
    must(lt_package_read("reference-2025", &reference));
    must(lt_package_read("all", &package));
    assert_int_equal(package->n_members, 3);
    must(lt_shares_of(&(lt_shares_request){.base_year = 2020, .reference = reference}, package, &shares));
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        double addition = shares.rest.addition[q], removal = shares.rest.removal[q], shapley = 0;
        const double whole = shares.whole[q] - shares.reference[q];
        for (int m = 0; m < 3; m++) {
            addition += shares.rows[m].addition[q];
            removal += shares.rows[m].removal[q];
            shapley += shares.rows[m].shapley[q];
        }
        assert_true(fabs(shapley - whole) <= 1e-12 * shares.base[q]); /* with no rest */
        assert_true(fabs(addition - whole) <= 1e-12 * shares.base[q]);
        assert_true(fabs(removal - whole) <= 1e-12 * shares.base[q]);
        assert_true(fabs(shares.rows[1].addition[q] - shares.rows[1].removal[q]) <= 1e-12 * shares.base[q]);
    }
    assert_true(shares.rows[1].addition[LT_NMVOC] < -10); /* low-voc is the one that cuts VOC */
    assert_true(shares.rows[1].addition[LT_PM25] == 0);
    lt_shares_free(&shares);
    lt_package_free(package);
    lt_package_free(reference);
}

/* What a case leaves open: each member a group; which package is one alone, with its strength and nothing else. */
static void groups_are_found(void **state) {
    (void)state;
    static char *names[] = {(char *)"rail", (char *)"all", (char *)"reference-2025", (char *)"boilers"};
    lt_case setup = {.packages = {names, 4}, .path = (char *)"case.yaml"};
    setup.shapley.package = names[1];
    must(lt_grouping_complete(&setup));
    const lt_group *groups = setup.shapley.groups.items;
    static const char *const ids[] = {"boilers", "low-voc", "rail"}, *const alone[] = {"boilers", "", "rail"};
    assert_int_equal(setup.shapley.groups.n, 3);
    for (int g = 0; g < 3; g++) {
        assert_string_equal(groups[g].id, ids[g]);
        assert_string_equal(groups[g].alone, alone[g]);
    }
    lt_grouping_release(&setup.shapley);
}

static void cities_make_the_province(void **state) {
    (void)state;
    for (int p = 0; p < N_PACKAGES; p++) {
        lt_changes changes = {0};
        lt_ledger *out = changed(packages[p], -1, &changes);
        double all[LT_N_QUANTITIES], city[LT_N_QUANTITIES], sum[LT_N_QUANTITIES] = {0};
        lt_ledger_quantities_kt(out, NULL, NULL, all);
        for (int c = 0; c < LT_N_CITIES; c++) {
            lt_ledger_quantities_kt(out, lt_city_names[c], NULL, city);
            for (int q = 0; q < LT_N_QUANTITIES; q++) sum[q] += city[q];
        }
        for (int q = 0; q < LT_N_QUANTITIES; q++) assert_true(fabs(sum[q] - all[q]) <= 1e-9 * all[q]);
        lt_ledger_free(out);
        lt_changes_free(&changes);
    }
}

/* A package of halvings of all dust, below root: h0, h1 ... */
static lt_package *halvings(int n) {
    char text[4096], list[4096] = "id: whole\ntitle_en: t\ntitle_zh: t\nmeasures:\n";
    for (int k = 0; k < n; k++) {
        const char *id = lt_fmt("h%d", k), *path = in_root(lt_fmt("%s.yaml", id));
        measure_text(id, DOC, "sectors: [dust]", "  - {do: scale_activity, factor: 50 %}\n", text);
        assert_true(files_write_text(path, text));
        snprintf(list + strlen(list), sizeof list - strlen(list), "  - {id: %s, strength: 1}\n", path);
    }
    const char *whole = in_root("whole.yaml");
    lt_package *package;
    assert_true(files_write_text(whole, list));
    must(lt_package_read(whole, &package));
    return package;
}

/* Members that touch the same records do interact: two halvings make a quarter, so each adds 1/2 and takes away 1/4;
 * between the orders 3/8 each. */
static void interaction_is_seen(void **state) {
    (void)state;
    lt_package *package = halvings(2);
    lt_shares shares;
    double dust[LT_N_POLLUTANTS];
    lt_ledger_totals_kt(ledger, NULL, "dust", dust);
    must(lt_shares_of(&(lt_shares_request){.base_year = 2020}, package, &shares));
    for (int m = 0; m < 2; m++) {
        assert_true(fabs(shares.rows[m].addition[LT_PM10] + dust[LT_PM10] / 2) < 1e-9);
        assert_true(fabs(shares.rows[m].removal[LT_PM10] + dust[LT_PM10] / 4) < 1e-9);
        assert_true(fabs(shares.rows[m].shapley[LT_PM10] + dust[LT_PM10] * 3 / 8) < 1e-9);
    }
    assert_true(fabs(shares.rest.addition[LT_PM10] - dust[LT_PM10] / 4) < 1e-9);
    assert_true(fabs(shares.rest.removal[LT_PM10] + dust[LT_PM10] / 4) < 1e-9);
    assert_true(fabs(shares.rest.shapley[LT_PM10]) < 1e-9);
    lt_shares_free(&shares);
    lt_package_free(package);
}

/* Five halvings by the path: (1 - l/2)^4 / 2 at the two points, by hand; what five such shares lack is the rest. In two
 * groups, of two and three, a quarter and an eighth: g1 = ((1 - 1/4) + (1/8 - 1/32)) / 2, its row its own. */
static void path_and_groups_by_hand(void **state) {
    (void)state;
    lt_package *package = halvings(5);
    lt_shares shares;
    double dust[LT_N_POLLUTANTS];
    lt_ledger_totals_kt(ledger, NULL, "dust", dust);
    lt_grouping each = {0};
    must(lt_grouping_of_members(package, &each));
    must(lt_shares_of(&(lt_shares_request){.base_year = 2020, .grouping = &each}, package, &shares));
    const double low = (1 - 1 / sqrt(3)) / 2;
    const double share = -dust[LT_PM10] * (pow(1 - low / 2, 4) + pow(0.5 + low / 2, 4)) / 4;
    assert_int_equal(shares.n_rows, 5);
    for (int m = 0; m < 5; m++) assert_true(fabs(shares.rows[m].shapley[LT_PM10] - share) < 1e-9);
    const double rest = shares.rest.shapley[LT_PM10];
    assert_true(fabs(5 * share + rest + dust[LT_PM10] * 31 / 32) < 1e-9);
    assert_true(fabs(rest) > 1e-6 && fabs(rest) < 0.001 * dust[LT_PM10]);
    lt_shares_free(&shares);
    must(lt_shares_of(&(lt_shares_request){.base_year = 2020}, package, &shares));
    assert_false(shares.has_shapley); /* five runs of ledgers are not asked for unless a case names groups */
    lt_shares_free(&shares);
    lt_grouping_release(&each);
    static char *names[] = {(char *)"h0", (char *)"h3", (char *)"h1", (char *)"h2", (char *)"h4"};
    lt_group two[] = {{(char *)"g1", {names, 2}, NULL}, {(char *)"g2", {names + 2, 3}, NULL}};
    const lt_grouping pair = {NULL, {two, 2}};
    must(lt_shares_of(&(lt_shares_request){.base_year = 2020, .grouping = &pair}, package, &shares));
    assert_int_equal(shares.n_rows, 7);
    assert_true(shares.rows[5].is_group && isnan(shares.rows[0].shapley[LT_PM10]));
    assert_true(fabs(shares.rows[5].shapley[LT_PM10] + dust[LT_PM10] * (3.0 / 4 + 3.0 / 32) / 2) < 1e-9);
    assert_true(fabs(shares.rows[5].addition[LT_PM10] + dust[LT_PM10] * 3 / 4) < 1e-9);
    assert_true(fabs(shares.rows[5].removal[LT_PM10] + dust[LT_PM10] * 3 / 32) < 1e-9);
    assert_true(fabs(shares.rest.shapley[LT_PM10]) < 1e-9);
    assert_true(fabs(shares.rest.addition[LT_PM10] - dust[LT_PM10] * (2.5 - 31.0 / 32)) < 1e-9); /* over members */
    lt_shares_free(&shares);
    two[1].members.n = 2; /* h4 stands in no group */
    assert_int_equal(lt_grouping_check(package, &pair), LT_ERR_INPUT);
    lt_package_free(package);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(strength_at_its_ends),
                                       cmocka_unit_test(strength_is_monotone),
                                       cmocka_unit_test(low_voc_changes_mass_and_kind),
                                       cmocka_unit_test(questions_cut_three_tenths),
                                       cmocka_unit_test(rail_by_hand),
                                       cmocka_unit_test(removals_are_of_the_others),
                                       cmocka_unit_test(shares_add_up),
                                       cmocka_unit_test(groups_are_found),
                                       cmocka_unit_test(cities_make_the_province),
                                       cmocka_unit_test_setup_teardown(interaction_is_seen, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(path_and_groups_by_hand, set_up, tear_down)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
