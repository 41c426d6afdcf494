/* The first states and borders that ship with the main job: whole, small, of the grid, chemistry and hours of the case
 * as this build has them; a case that they do not fit is refused before it runs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/hash.h"
#include "base/ncio.h"
#include "model/driver/model_case.h"
#include "model/state/chemical_set.h"
#include "tests/support/files.h"
#include "tests/support/tiny_case.h"

#include <sys/stat.h>

static const char folder[] = LT_SOURCE_DIR "/scenarios/liaoning/fields";

static lt_case *shipped(void) {
    lt_case *setup;
    assert_int_equal(lt_case_read(LT_SOURCE_DIR "/scenarios/liaoning", NULL, &setup), LT_OK);
    return setup;
}

static void path_of(const lt_period *period, char path[512]) {
    snprintf(path, 512, "%s/boundary_liaoning-27w_base_%s.nc", folder, period->id);
}

/* All that lt_model_check asks of a boundary file: place, layers, hours, values, first state, chemistry. */
static void test_they_fit_the_case(void **state) {
    (void)state;
    lt_case *setup = shipped();
    const lt_period *periods = setup->periods.items;
    for (long p = 0; p < setup->periods.n; ++p) {
        const lt_job job = {.setup = setup, .period = &periods[p], .variant = "base"};
        assert_int_equal(lt_model_check(&job), LT_OK);
    }
    lt_case_free(setup);
}

/* --- what the outer run is asked for ------------------------------------------------------------------------------ */

/* Gases that outlive the way from the border, or of which a store does (the comment beside the list in the case). */
static const char *const gases[] = {"O3",   "NO",   "NO2",     "HNO3", "PAN",   "PANX", "NTR1", "NTR2", "H2O2",
                                    "MEPX", "ROOH", "PACD",    "FACD", "AACD",  "CO",   "SO2",  "NH3",  "FORM",
                                    "ALD2", "KET",  "ACET",    "MEOH", "ETOH",  "ETHA", "PRPA", "PAR",  "ETH",
                                    "ETHY", "OLE",  "BENZENE", "TOL",  "XYLMN", "HCL",  "ECH4"};
enum { N_GASES = sizeof gases / sizeof *gases };

static bool is_listed(const lt_list *list, const char *name) {
    for (long n = 0; n < list->n; ++n)
        if (strcmp(((char *const *)list->items)[n], name) == 0) return true;
    return false;
}

static bool is_one_of(const char *name, const char *const *names, size_t n) {
    for (size_t k = 0; k < n; ++k)
        if (strcmp(name, names[k]) == 0) return true;
    return false;
}

/* Water and acidity of particles: the equilibrium sets them in the first step. */
static bool is_set_anew(const char *name) {
    static const char *const names[] = {"AH2OJ", "AH3OPJ"};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

/* A vapour with a particle beside it that holds little of it: of less than 1 ug/m3 next to all is particle, which is
 * listed. */
static bool is_vapour(const lt_chemical_set *set, const char *name) {
    for (int p = 0; p < set->organics->n_pairs; ++p)
        if (strcmp(set->organics->pairs[p].gas, name) == 0) return set->organics->pairs[p].saturation_ugm3 >= 1.0;
    return false;
}

/* Lives longer than a step of the outer run and is made or emitted: what the inner grid must not begin without. */
static bool is_needed(const lt_chemical_set *set, int s) {
    const char *name = set->info[s].name;
    if (set->info[s].particle) return !is_set_anew(name);
    return is_one_of(name, gases, N_GASES) || is_vapour(set, name);
}

/* No species is missing, none stands for nothing. */
static void test_list_of_the_outer_case(void **state) {
    (void)state;
    lt_case *outer;
    lt_chemical_set *set;
    lt_model_config config;
    long needed = 0;
    int missing = 0;
    assert_int_equal(lt_case_read(LT_SOURCE_DIR "/scenarios/liaoning-long", NULL, &outer), LT_OK);
    assert_int_equal(lt_model_config_read(outer->model, &config), LT_OK);
    assert_int_equal(lt_chemical_set_create_with(config.chemistry, config.organics, &set), LT_OK);
    for (int s = 0; s < set->n; ++s) {
        if (!is_needed(set, s)) continue;
        needed += 1;
        if (is_listed(&config.boundary_species, set->info[s].name)) continue;
        print_error("boundary_species of liaoning-long lacks %s\n", set->info[s].name);
        missing += 1;
    }
    for (long n = 0; n < config.boundary_species.n; ++n) {
        const char *name = ((char *const *)config.boundary_species.items)[n];
        const int s = lt_chemical_set_find(set, name);
        if (s < 0 || !is_needed(set, s)) fail_msg("boundary_species of liaoning-long: %s need not be there", name);
    }
    assert_int_equal(missing, 0);
    assert_int_equal(config.boundary_species.n, needed); /* each once */
    lt_chemical_set_free(set);
    lt_config_release(lt_model_config_rows, &config);
    lt_case_free(outer);
}

static void expect_species(const char *path, const lt_list *wished) {
    char *names[512];
    size_t n = 0;
    lt_ncr *file;
    assert_int_equal(lt_ncr_open(path, &file), LT_OK);
    assert_int_equal(lt_ncr_dim(file, "species", &n), LT_OK);
    assert_true(n <= 512);
    assert_int_equal(lt_ncr_get_strings(file, "species", n, names), LT_OK);
    for (size_t s = 0; s < n; ++s)
        if (!is_listed(wished, names[s])) fail_msg("%s: %s is not asked for: make the fields again", path, names[s]);
    for (long w = 0; w < wished->n; ++w) {
        const char *name = ((char *const *)wished->items)[w];
        if (!is_one_of(name, (const char *const *)names, n))
            fail_msg("%s: no %s: make the fields again (scenarios/liaoning/fields/make)", path, name);
    }
    assert_int_equal(n, wished->n);
    for (size_t s = 0; s < n; ++s) free(names[s]);
    lt_ncr_close(file);
}

/* The species of each file are those that the outer case asks for, no more and no fewer. */
static void test_species(void **state) {
    (void)state;
    lt_case *setup = shipped(), *outer;
    lt_model_config config;
    assert_int_equal(lt_case_read(LT_SOURCE_DIR "/scenarios/liaoning-long", NULL, &outer), LT_OK);
    assert_int_equal(lt_model_config_read(outer->model, &config), LT_OK);
    const lt_period *periods = setup->periods.items;
    for (long p = 0; p < setup->periods.n; ++p) {
        char path[512];
        path_of(&periods[p], path);
        expect_species(path, &config.boundary_species);
    }
    lt_config_release(lt_model_config_rows, &config);
    lt_case_free(outer);
    lt_case_free(setup);
}

/* SHA256SUMS.txt is what `sha256sum -c` reads; 10 MB in all is what a copy of Lantian may grow by. */
static void test_digests_and_size(void **state) {
    (void)state;
    char *sums = files_read(lt_fmt("%s/SHA256SUMS.txt", folder), NULL);
    lt_case *setup = shipped();
    const lt_period *periods = setup->periods.items;
    off_t size = 0;
    assert_non_null(sums);
    for (long p = 0; p < setup->periods.n; ++p) {
        char path[512], line[256];
        lt_digest digest;
        struct stat info;
        path_of(&periods[p], path);
        assert_int_equal(lt_hash_file(path, digest), LT_OK);
        snprintf(line, sizeof line, "%s  boundary_liaoning-27w_base_%s.nc\n", digest, periods[p].id);
        if (!strstr(sums, line)) fail_msg("%s is not that of SHA256SUMS.txt", path);
        assert_int_equal(stat(path, &info), 0);
        size += info.st_size;
    }
    print_message("%.1f MB\n", 1e-6 * (double)size);
    assert_true(size < 15000000);
    free(sums);
    lt_case_free(setup);
}

/* The case with one line changed, beside the shipped files. */
static void refused(const char *from, const char *to, const char *say) {
    char top[256], path[512], name[512], text[4096];
    assert_true(files_make_folder(top));
    snprintf(name, sizeof name, "%s/fields", top);
    assert_int_equal(symlink(folder, name), 0);
    char *whole = files_read(LT_SOURCE_DIR "/scenarios/liaoning/case.yaml", NULL);
    char *changed = tiny_case_with(whole, from, to);
    snprintf(path, sizeof path, "%s/case.yaml", top);
    assert_true(files_write_text(path, changed));
    lt_case *setup;
    assert_int_equal(lt_case_read(path, NULL, &setup), LT_OK);
    const lt_job job = {.setup = setup, .period = setup->periods.items, .variant = "base"};
    assert_int_equal(lt_model_check(&job), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, say)) fail_msg("'%s' is not in: %s", say, text);
    lt_case_free(setup);
    free(changed);
    free(whole);
    unlink(name);
    files_remove(top);
}

static void test_what_they_do_not_fit(void **state) {
    (void)state;
    refused("chemistry: cb6r5", "chemistry: off", "another chemistry");
    refused("grid: liaoning-27w", "grid: liaoning-27", "boundary of grid liaoning-27");
    refused("grid: liaoning-27w", "grid: liaoning-9", "boundary of grid liaoning-9");
    refused("grid: liaoning-27w", "grid: liaoning-9", "32, of grid liaoning-27w");
    refused("grid: liaoning-27w", "grid: liaoning-9", "belong to its own grid and days");
    refused("grid: liaoning-27w", "grid: liaoning-9", "leave --grid");
    refused("start: 2020-01-11", "start: 2020-01-12", "does not cover the run");
    refused("start: 2020-01-11", "start: 2020-01-12", "belong to its own grid and days");
    refused("spinup: 1 day", "spinup: 0 day", "no state at the first hour");
    refused("boundary_missing: background", "boundary_missing: error", "lacks species");
    refused("base_{period}", "base_nothing", "folder of the document");
    refused("base_{period}", "base_nothing", "belong to its own grid and days");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_they_fit_the_case), cmocka_unit_test(test_species),
                                       cmocka_unit_test(test_list_of_the_outer_case),
                                       cmocka_unit_test(test_digests_and_size),
                                       cmocka_unit_test(test_what_they_do_not_fit)};
    return cmocka_run_group_tests_name("liaoning_fields", tests, NULL, NULL);
}
