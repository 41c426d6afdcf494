/* Classes of sources: every process that is shipped has one in every system, nothing maps twice, numbers that differ
 * between documents name nothing alone. */
#include "inventory_fixture.h"

#include "inventory/classes.h"
#include "inventory/factors.h"
#include "tests/support/root.h"

static lt_classes *shipped(void) {
    lt_classes *classes;
    fixture_fail(lt_classes_read(&classes));
    return classes;
}

static bool has_all(const lt_classes *c, const char *sector, const char *process, const char *technology) {
    bool all = true;
    for (int s = 0; s < LT_N_CLASS_SYSTEMS; s++)
        all = all && lt_classes_of(c, (lt_class_system)s, sector, process, technology);
    if (!all) print_error("no row of inventory/data/classes.csv fits %s, %s, %s\n", sector, process, technology);
    return all;
}

static void test_every_process_has_its_class(void **state) {
    (void)state;
    lt_classes *c = shipped();
    lt_ledger *ledger = fixture_whole_ledger(2020);
    bool all = true;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        all = has_all(c, s->sector, s->process, s->technology) && all;
        const lt_class_name *ipcc = lt_classes_of(c, LT_IPCC2006, s->sector, s->process, s->technology);
        if (ipcc && s->factor_kg[LT_CO2] > 0 && strcmp(ipcc->id, "none") == 0) {
            print_error("%s emits CO2 and has no category\n", s->id);
            all = false;
        }
    }
    for (long k = 0; k < ledger->factors->n; k++) {
        const lt_factor *f = &ledger->factors->rows[k];
        all = has_all(c, f->sector, f->process, f->technology) && all;
    }
    assert_true(all);
    lt_ledger_free(ledger);
    lt_classes_free(c);
}

/* What the guidelines themselves say. */
static void test_known_classes(void **state) {
    (void)state;
    static const struct {
        const char *key[3];
        lt_class_system system;
        const char *id;
    } known[] = {{{"power", "coal", "pulverised_ge300"}, LT_GUIDELINE1, "fossil_combustion"},
                 {{"power", "coal", "pulverised_ge300"}, LT_IPCC2006, "1A1a"},
                 {{"power", "coal", "pulverised_ge300"}, LT_GNFR, "A"},
                 {{"residential", "straw", "stove"}, LT_GUIDELINE1, "biomass_burning"},
                 {{"residential", "coal", "stove"}, LT_GUIDELINE1, "fossil_combustion"},
                 {{"biomass", "straw", "field"}, LT_GUIDELINE2, "open_burning"},
                 {{"storage", "petrol", "stations"}, LT_GUIDELINE1, "storage_transport"},
                 {{"industry", "cement", "precalciner"}, LT_IPCC2006, "2A1"},
                 {{"road", "diesel", "heavy_fleet"}, LT_SNAP97, "07"},
                 {{"dust", "road", "paved"}, LT_GUIDELINE1, "dust"},
                 {{"transport", "diesel", "rail"}, LT_IPCC2006, "1A3c"}};
    lt_classes *c = shipped();
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        const char *const *key = known[k].key;
        const lt_class_name *name = lt_classes_of(c, known[k].system, key[0], key[1], key[2]);
        assert_non_null(name);
        assert_string_equal(name->id, known[k].id);
    }
    assert_null(lt_classes_of(c, LT_GNFR, "nothing", "coal", "stove"));
    lt_classes_free(c);
}

static void test_ten_first_levels(void **state) {
    (void)state;
    lt_classes *c = shipped();
    long n, first = 0, second = 0;
    const lt_class_name *names = lt_classes_names(c, &n);
    for (long k = 0; k < n; k++) {
        first += names[k].system == LT_GUIDELINE1;
        second += names[k].system == LT_GUIDELINE2;
        assert_true(names[k].zh[0] && names[k].en[0] && names[k].code[0]);
        if (names[k].system == LT_GUIDELINE2) assert_non_null(lt_classes_find(c, LT_GUIDELINE1, names[k].parent));
    }
    assert_int_equal(first, 10);
    assert_true(second >= 30);
    lt_classes_free(c);
}

/* 7 and 8 stand the other way round in another document: the number alone says nothing. */
static void test_numbers_do_not_name(void **state) {
    (void)state;
    lt_classes *c = shipped();
    assert_null(lt_classes_find(c, LT_GUIDELINE1, "7"));
    assert_null(lt_classes_find(c, LT_GUIDELINE1, "8 生物质燃烧源"));
    assert_string_equal(lt_classes_find(c, LT_GUIDELINE1, "7 生物质燃烧源")->id, "biomass_burning");
    assert_string_equal(lt_classes_find(c, LT_GUIDELINE1, "生物质燃烧源")->id, "biomass_burning");
    assert_string_equal(lt_classes_find(c, LT_IPCC2006, "2A1")->id, "2A1");
    lt_classes_free(c);
}

#define NAMES                                                                                                          \
    "system,id,code,name_zh,name_en,parent,mark,source\nguideline1,a,1,甲,A,,A,me\nguideline2,b,1.1,乙,B,a,A,me\n"   \
    "tcses144,t,7,丙,T,,A,me\nipcc2006,1A,1A,丁,I,,A,me\nsnap97,01,01,戊,S,,A,me\ngnfr,A,A_X,己,X,,A,me\n"
#define MAP "sector,process,technology,class2,tcses144,ipcc2006,snap97,gnfr,mark,source\n"

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *map, *what;
    } bad[] = {{MAP "s,*,*,b,t,1A,01,A,A,me\ns,*,*,b,t,1A,01,A,A,me\n", "two rows"},
               {MAP "s,*,*,b,t,9Z,01,A,A,me\n", "unknown class"},
               {MAP "s,*,x,b,t,1A,01,A,A,me\n", "cannot be placed"},
               {MAP "*,*,*,b,t,1A,01,A,A,me\n", "cannot be placed"}};
    const char *names = in_root("names.csv"), *map = in_root("map.csv");
    fixture_write(names, NAMES);
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        lt_classes *c;
        fixture_write(map, bad[k].map);
        assert_int_equal(lt_classes_read_files(names, map, &c), LT_ERR_INPUT);
        assert_null(c);
        assert_non_null(strstr(lt_error_what(), bad[k].what));
    }
    lt_classes *c;
    fixture_write(map, MAP "s,*,*,b,t,1A,01,A,A,me\ns,p,*,b,t,1A,01,A,A,me\n");
    fixture_fail(lt_classes_read_files(names, map, &c));
    assert_string_equal(lt_classes_of(c, LT_GUIDELINE1, "s", "p", "q")->id, "a");
    lt_classes_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_process_has_its_class),
                                       cmocka_unit_test(test_known_classes), cmocka_unit_test(test_ten_first_levels),
                                       cmocka_unit_test(test_numbers_do_not_name), cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
