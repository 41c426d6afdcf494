/* Which fields of a file become which species of a mechanism: names, units, sums, and what the mechanism lacks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "model/emission/emission.h"
#include "model/emission/mapping.h"
#include "tests/support/mini_air.h"
#include "tests/support/ranks.h"
#include "tests/support/root.h"
#include "tests/support/source_totals.h"
#include "tests/support/words.h"

enum { NX = MINI_NX, NY = MINI_NY, NZ = MINI_NZ, PLANE = NX * NY, N_HOURS = 24 };

static lt_outdir *dir;
static lt_air *air;
static lt_weather weather;
static lt_combustion_vapours vapours;
static lt_chemical_set *cb6, *chapman, *lumps;

static int make(void **state) {
    lt_ncr *file;
    if (make_root(state) != 0 || lt_outdir_open(root, &dir) != LT_OK) return -1;
    mini_met(dir, "met.nc", N_HOURS);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    MINI_OK(lt_weather_open(file, NX, NY, NZ, mini_start, N_HOURS, &weather));
    MINI_OK(lt_weather_hour(&weather, 0));
    MINI_OK(lt_air_create(NX, NY, NZ, &air));
    MINI_OK(lt_chemical_set_create("cb6r5", &cb6));
    MINI_OK(lt_chemical_set_create("chapman", &chapman));
    MINI_OK(lt_chemical_set_create("off", &lumps));
    return 0;
}

static int drop(void **state) {
    lt_chemical_set_free(cb6);
    lt_chemical_set_free(chapman);
    lt_chemical_set_free(lumps);
    lt_weather_close(&weather);
    lt_air_free(air);
    lt_outdir_close(dir);
    return remove_root(state);
}

/* A field: in every cell of two profiles, and of one stack, which is optional. */
typedef struct field {
    const char *name, *unit;
    double area, stack; /* < 0: not in that group */
    double molar_mass;  /* attribute; 0: none */
} field;

static void write_file(const char *name, const char *mechanism, const field *fields) {
    static const char *const columns[] = {
        "x", "y", "height", "diameter", "exit_temperature", "exit_velocity", "place_assumed"};
    static const char *const units[] = {"m", "m", "m", "m", "K", "m s-1", "1"};
    const double values[7] = {-50e3, 90e3, 100, 5, 400, 20, 1};
    const double shares[2 * NZ] = {1, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.5};
    double area[2 * PLANE];
    lt_ncw *file;
    MINI_OK(lt_ncw_create(dir, name, "emissions of a test", &file));
    MINI_OK(lt_ncw_time_hours(file, mini_start, N_HOURS));
    MINI_OK(lt_ncw_dim(file, "z", NZ));
    MINI_OK(lt_ncw_dim(file, "y", NY));
    MINI_OK(lt_ncw_dim(file, "x", NX));
    MINI_OK(lt_ncw_dim(file, "profile", 2));
    MINI_OK(lt_ncw_dim(file, "point", 1));
    for (int c = 0; c < 7; ++c) {
        char full[64];
        snprintf(full, sizeof full, "points/%s", columns[c]);
        MINI_OK(lt_ncw_var(file, &(lt_field){full, NULL, units[c], "point", "test"}, NC_DOUBLE));
        MINI_OK(lt_ncw_put_double(file, full, &values[c]));
    }
    MINI_OK(lt_ncw_var(file, &(lt_field){"area/profile_fraction", NULL, "1", "profile z", "test"}, NC_DOUBLE));
    MINI_OK(lt_ncw_put_double(file, "area/profile_fraction", shares));
    MINI_OK(lt_ncw_var(file, &(lt_field){"area/profile_name", NULL, "1", "profile", "test"}, NC_STRING));
    MINI_OK(lt_ncw_put_strings(file, "area/profile_name", (const char *const[]){"low", "high"}));
    for (; fields->name; ++fields) {
        char full[64];
        /* All of it in the low profile; the high one has none. */
        for (int c = 0; c < 2 * PLANE; ++c) area[c] = c < PLANE ? fields->area : 0.0;
        snprintf(full, sizeof full, "area/%s", fields->name);
        if (fields->area >= 0) {
            MINI_OK(lt_ncw_var(file, &(lt_field){full, NULL, fields->unit, "time profile y x", "test"}, NC_FLOAT));
            if (fields->molar_mass > 0) MINI_OK(lt_ncw_attr_double(file, full, "molar_mass", fields->molar_mass));
            for (size_t h = 0; h < N_HOURS; ++h) MINI_OK(lt_ncw_put_double_record(file, full, h, area));
        }
        snprintf(full, sizeof full, "points/%s", fields->name);
        if (fields->stack < 0) continue;
        MINI_OK(lt_ncw_var(file, &(lt_field){full, NULL, fields->unit, "time point", "test"}, NC_FLOAT));
        for (size_t h = 0; h < N_HOURS; ++h) MINI_OK(lt_ncw_put_double_record(file, full, h, &fields->stack));
    }
    if (mechanism) MINI_OK(lt_ncw_attr_text(file, NULL, "mechanism", mechanism));
    MINI_OK(lt_ncw_commit(file));
}

static lt_status open_for(const char *name, const lt_species_set *species, const lt_chemical_set *set, bool missing,
                          lt_emission **e) {
    lt_ncr *file;
    MINI_OK(lt_ncr_open_own(dir, name, &file));
    const lt_emission_setup setup = {.place = {-0.5 * NX * 27e3, -0.5 * NY * 27e3, 27e3, 0, 0, 0, 0},
                                     .z_edge = mini_edges,
                                     .start = mini_start,
                                     .n_hours = N_HOURS,
                                     .chemical = set,
                                     .vapours = vapours,
                                     .drop_missing = missing};
    const lt_comm alone = lt_comm_self();
    lt_status status = lt_emission_open(file, species, &weather, air, &setup, e);
    if (status == LT_OK && (status = lt_emission_judge_missing(*e, &alone, &setup)) != LT_OK) lt_emission_close(*e);
    return status;
}

/* Totals of the first hour, kg/s, by the set's order. */
static void totals(const char *name, const lt_chemical_set *set, double *total, int *layers) {
    const lt_species_set species = lt_chemical_set_species(set);
    const lt_source *source;
    lt_emission *e;
    MINI_OK(open_for(name, &species, set, false, &e));
    MINI_OK(lt_emission_hour(e, 0, &weather, &source));
    source_totals(air, source, set->n, total);
    for (int s = 0; s < set->n; ++s) layers[s] = source[s].layers;
    lt_emission_close(e);
}

static const field whole[] = {{"NO", "mol s-1", 4, 2, 30.006},    {"BENZ", "mol s-1", 0.5, -1, 0},
                              {"CH4", "mol s-1", 8, 1, 0},        {"CO2", "mol s-1", 64, 64, 0},
                              {"UNR", "mol s-1", 1, 1, 0},        {"NH3", "g s-1", 256, -1, 0},
                              {"XYLMN", "kmol h-1", 36, -1, 0},   {"PNA", "kg s-1", 0.25, 1, 0},
                              {"PCL", "kg s-1", 0.25, -1, 0},     {"PMOTHR", "kg s-1", 1, 2, 0},
                              {"POC", "kg s-1", 1, -1, 0},        {"PNCOM", "kg s-1", 0.5, -1, 0},
                              {"PSO4", "kg s-1", -1, 3, 0},       {"PMC", "kg s-1", 2, -1, 0},
                              {"PMC_SOIL", "kg s-1", 0.5, -1, 0}, {"PSVPO2", "kg s-1", 0.25, 1, 0},
                              {"PCPOA", "kg s-1", 0.5, 1, 0},     {"IVOC", "mol s-1", 2, -1, 240.5},
                              {"PSI", "kg s-1", 0.25, -1, 0},     {"PTI", "kg s-1", 0.25, -1, 0},
                              {"SESQ", "mol s-1", 0.5, -1, 204},  {NULL, NULL, 0, 0, 0}};

/* kg/s of a species worked by hand: rates are kept to the rounding of lt_real in each cell. */
static void expect(const double *total, const char *species, double kg) {
    const int s = lt_chemical_set_find(cb6, species);
    assert_true(s >= 0);
    if (!(fabs(total[s] - kg) <= 1e-6 * kg)) fail_msg("%s: %.9g kg/s in place of %.9g", species, total[s], kg);
}

static void test_names_and_units(void **state) {
    (void)state;
    double *total = calloc((size_t)cb6->n, sizeof *total), sum = 0, all = 0;
    int *layers = calloc((size_t)cb6->n, sizeof *layers);
    write_file("whole.nc", "cb6r5", whole);
    totals("whole.nc", cb6, total, layers);
    expect(total, "NO", 30.006e-3 * (4 * PLANE + 2));
    expect(total, "BENZENE", 78.1e-3 * 0.5 * PLANE);
    expect(total, "ECH4", 16.043e-3 * (8 * PLANE + 1));
    expect(total, "NH3", 0.256 * PLANE);
    expect(total, "XYLMN", 106.2e-3 * 10 * PLANE);
    expect(total, "PNA", 0); /* the gas: sodium is no peroxynitric acid */
    expect(total, "AOTHRJ", PLANE + 2);
    expect(total, "ANAJ", 0.25 * PLANE + 1);
    expect(total, "ACLJ", 0.25 * PLANE);
    /* POC and PNCOM as CMAQ splits them; a bin of ours with the stack goes to its own. */
    expect(total, "ALVPO1J", 1.5 * 0.09 * PLANE);
    expect(total, "ASVPO1J", 1.5 * 0.09 * PLANE);
    expect(total, "ASVPO2J", 1.5 * 0.14 * PLANE + 0.25 * PLANE + 1);
    expect(total, "ASVPO3J", 1.5 * 0.18 * PLANE);
    expect(total, "AIVPO1J", 1.5 * 0.5 * PLANE);
    expect(total, "VIVPO1", 2 * 0.2405 * PLANE); /* of IVOC the mass */
    expect(total, "PCVOC", 0);
    expect(total, "ASOILJ", 0.5 * PLANE);
    expect(total, "ASOIL", 0.5 * PLANE);
    expect(total, "SESQ", 0.204 * 0.5 * PLANE);
    expect(total, "ASO4J", 3);
    expect(total, "ACORS", 2 * PLANE);
    for (int s = 0; s < cb6->n; ++s) all += total[s];
    for (const char *const *k =
             (const char *const[]){"NO",     "BENZENE", "ECH4",    "NH3",     "XYLMN",   "AOTHRJ",  "ANAJ",
                                   "ACLJ",   "ALVPO1J", "ASVPO1J", "ASVPO2J", "ASVPO3J", "AIVPO1J", "VIVPO1",
                                   "ASOILJ", "ASOIL",   "SESQ",    "ASO4J",   "ACORS",   NULL};
         *k; ++k)
        sum += total[lt_chemical_set_find(cb6, *k)];
    assert_true(fabs(all - sum) <= 1e-12 * sum); /* nothing else is emitted; sums in another order */
    /* The profile that has none of a species costs no layer. */
    assert_int_equal(layers[lt_chemical_set_find(cb6, "BENZENE")], 1);
    assert_true(layers[lt_chemical_set_find(cb6, "NO")] > 1);
    assert_int_equal(layers[lt_chemical_set_find(cb6, "O3")], 0);
    free(total);
    free(layers);
}

/* Every row of the tables names a species that a mechanism's set has; shares of a field make one. */
static void test_table(void **state) {
    (void)state;
    static const struct {
        const char *emitted;
        double share;
    } rows[] = {
#define ROW(emitted, species, share) {emitted, share},
        LT_EMITTED_LIST(ROW)
#undef ROW
    };
#define ROW(emitted, species, share) assert_true(lt_chemical_set_find(cb6, species) >= 0);
    LT_EMITTED_LIST(ROW)
#undef ROW
#define ROW(emitted, species, factor, vapours) assert_true(lt_chemical_set_find(cb6, species) >= 0);
    LT_EMITTED_VAPOURS(ROW)
#undef ROW
    for (size_t k = 0; k < sizeof rows / sizeof *rows; ++k) {
        double sum = 0;
        for (size_t m = 0; m < sizeof rows / sizeof *rows; ++m)
            if (strcmp(rows[m].emitted, rows[k].emitted) == 0) sum += rows[m].share;
        assert_true(fabs(sum - 1.0) < 1e-12);
    }
}

/* Of IVOC and PCVOC one, or none; what is not taken is named. */
static void test_vapours(void **state) {
    (void)state;
    double *total = calloc((size_t)cb6->n, sizeof *total);
    int *layers = calloc((size_t)cb6->n, sizeof *layers);
    write_file("vapours.nc", "cb6r5", whole);
    vapours = LT_VAPOURS_PCVOC;
    totals("vapours.nc", cb6, total, layers);
    expect(total, "VIVPO1", 0);
    expect(total, "PCVOC", 6.579 * ((0.5 * PLANE + 1) + 1.5 * PLANE)); /* PCPOA, and POC and PNCOM of others */
    expect(total, "ALVPO1J", 1.5 * 0.09 * PLANE);
    vapours = LT_VAPOURS_NONE;
    totals("vapours.nc", cb6, total, layers);
    expect(total, "VIVPO1", 0);
    expect(total, "PCVOC", 0);
    free(total);
    free(layers);
    /* Nothing to make it of. */
    const field gases[] = {{"NO", "mol s-1", 1, -1, 0}, {NULL, NULL, 0, 0, 0}};
    const lt_species_set species = lt_chemical_set_species(cb6);
    lt_emission *e;
    write_file("gases.nc", "cb6r5", gases);
    vapours = LT_VAPOURS_PCVOC;
    assert_int_equal(open_for("gases.nc", &species, cb6, false, &e), LT_ERR_INPUT);
    EXPECT("combustion_vapours: pcvoc", "PCPOA");
    lt_error_clear();
    vapours = LT_VAPOURS_IVOC;
}

static char said[1024];

static void hear(lt_log_level level, const char *text) {
    (void)level;
    snprintf(said, sizeof said, "%s", text);
}

/* What goes nowhere by intent is named, with the reason. */
static void test_aside(void **state) {
    (void)state;
    lt_mapping *m;
    lt_ncr *file;
    write_file("aside.nc", "cb6r5", whole);
    MINI_OK(lt_ncr_open_own(dir, "aside.nc", &file));
    lt_log_set_sinks(NULL, hear);
    MINI_OK(lt_mapping_create(file, cb6, LT_VAPOURS_IVOC, &m));
    lt_log_set_sinks(NULL, NULL);
    assert_string_equal(said, "emissions that cb6r5 need not carry: CO2 (does not react), UNR (vapours that do not "
                              "react), PCPOA (counted in the bins of organic matter; of use with combustion_vapours: "
                              "pcvoc)");
    lt_mapping_free(m);
    lt_ncr_close(file);
}

static void test_missing(void **state) {
    (void)state;
    const field some[] = {{"NO", "mol s-1", 1, -1, 0}, {"XYZ", "mol s-1", 1, 2, 50},    {"ODD", "mol s-1", 0, 1, 0},
                          {"DUST", "g s-1", 1, -1, 0}, {"NOBODY", "mol s-1", 0, -1, 0}, {NULL, NULL, 0, 0, 0}};
    const lt_species_set species = lt_chemical_set_species(cb6);
    lt_emission *e;
    write_file("missing.nc", "cb6r5", some);
    assert_int_equal(open_for("missing.nc", &species, cb6, false, &e), LT_ERR_INPUT);
    /* a day: 86400 (168 + 2) mol of 50 g/mol; 86400 mol without molar mass; 86400 x 168 g */
    EXPECT("XYZ 7.34e+05", "ODD 8.64e+04 mol", "DUST 1.45e+04", "species that the chemistry lacks", "cb6r5",
           "emission_missing: drop");
    char text[2048];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_null(strstr(text, "NOBODY"));
    lt_error_clear();
    MINI_OK(open_for("missing.nc", &species, cb6, true, &e));
    assert_string_equal(lt_emission_dropped(e),
                        "kg (+ a mean year by laws): XYZ 7.34e+05, ODD 8.64e+04 mol, DUST 1.45e+04");
    lt_emission_close(e);
    /* A mechanism that has next to nothing of the file. */
    const lt_species_set of_chapman = lt_chemical_set_species(chapman);
    assert_int_equal(open_for("whole.nc", &of_chapman, chapman, false, &e), LT_ERR_INPUT);
    EXPECT("NO 1.75e+06", "BENZ", "XYLMN", "chapman");
    lt_error_clear();
}

/* --- the same of ranks, each of which sees some rows of the file --- */

enum { RANKS = 3 };

typedef struct seen {
    lt_mapping *mapping[RANKS];
    char *text[RANKS];
} seen;

static lt_status find_missing(const lt_comm *comm, void *context) {
    seen *s = context;
    return lt_mapping_missing(s->mapping[comm->rank], comm, 2, 20, true, &s->text[comm->rank]);
}

static void test_missing_over_ranks(void **state) {
    (void)state;
    const field some[] = {{"XYZ", "mol s-1", 0.1, 2, 50}, {"ODD", "mol s-1", 0, 1, 0}, {NULL, NULL, 0, 0, 0}};
    const lt_comm alone = lt_comm_self();
    lt_ncr *files[RANKS];
    seen all = {0}, parts = {0};
    for (int r = 0; r < RANKS; ++r) { /* a file that is open twice is not read well */
        const lt_block rows = lt_block_of(NX, NY, 1, RANKS, r);
        const lt_ncr_window window = {(size_t)rows.j0, 0, (size_t)rows.nj, NX};
        write_file(lt_fmt("missing_%d.nc", r), "cb6r5", some);
        MINI_OK(lt_ncr_open_own(dir, lt_fmt("missing_%d.nc", r), &files[r]));
        if (r == 0) {
            MINI_OK(lt_mapping_create(files[r], cb6, LT_VAPOURS_IVOC, &all.mapping[0]));
            MINI_OK(find_missing(&alone, &all));
        }
        MINI_OK(lt_ncr_view(files[r], &window));
        MINI_OK(lt_mapping_create(files[r], cb6, LT_VAPOURS_IVOC, &parts.mapping[r]));
    }
    ranks_run(RANKS, find_missing, &parts);
    /* 72000 s of (16.8 + 2) mol of 50 g/mol */
    assert_string_equal(all.text[0], "kg (+ a mean year by laws): XYZ 6.77e+04, ODD 7.2e+04 mol");
    for (int r = 0; r < RANKS; ++r) {
        assert_string_equal(parts.text[r], all.text[0]);
        lt_free(parts.text[r]);
        lt_mapping_free(parts.mapping[r]);
        lt_ncr_close(files[r]);
    }
    lt_free(all.text[0]);
    lt_mapping_free(all.mapping[0]);
}

static void test_wrong_file(void **state) {
    (void)state;
    const field one[] = {{"NO", "mol s-1", 1, -1, 0}, {NULL, NULL, 0, 0, 0}};
    const field mass[] = {{"NO", "ppb", 1, -1, 0}, {NULL, NULL, 0, 0, 0}};
    const field moles[] = {{"PMC", "mol s-1", 1, -1, 0}, {NULL, NULL, 0, 0, 0}};
    const lt_species_set of_cb6 = lt_chemical_set_species(cb6), of_lumps = lt_chemical_set_species(lumps);
    lt_emission *e;
    write_file("simple.nc", "simple", one);
    assert_int_equal(open_for("simple.nc", &of_cb6, cb6, true, &e), LT_ERR_INPUT);
    EXPECT("made for another chemistry", "cb6r5", "simple", "inventory: mechanism: cb6r5");
    write_file("cb6.nc", "cb6r5", one);
    assert_int_equal(open_for("cb6.nc", &of_lumps, lumps, true, &e), LT_ERR_INPUT);
    EXPECT("made for another chemistry", "off", "inventory: mechanism: simple");
    write_file("unit.nc", NULL, mass);
    assert_int_equal(open_for("unit.nc", &of_cb6, cb6, true, &e), LT_ERR_INPUT);
    EXPECT("the unit of an emission is none", "area/NO", "ppb", "mol s-1");
    write_file("moles.nc", NULL, moles);
    assert_int_equal(open_for("moles.nc", &of_cb6, cb6, true, &e), LT_ERR_INPUT);
    EXPECT("particles are emitted in moles", "PMC", "ACORS");
    lt_error_clear();
    assert_null(e);
}

/* Tags and gases ride along: a tag of stacks, one of what nobody emits, methane beside ECH4. */
static void test_tracers(void **state) {
    (void)state;
    lt_species_info *info = calloc((size_t)cb6->n + 2, sizeof *info);
    const lt_source *source;
    lt_emission *e;
    const int no = lt_chemical_set_find(cb6, "NO"), o3 = lt_chemical_set_find(cb6, "O3"), n = cb6->n;
    memcpy(info, cb6->info, (size_t)n * sizeof *info);
    info[n] = info[no];
    info[n].part = "points";
    info[n + 1] = (lt_species_info){.name = "CH4", .emitted = "CH4", .molar_mass = 16.043};
    const lt_species_set species = {n + 2, info};
    double *total = calloc((size_t)n + 2, sizeof *total);
    MINI_OK(open_for("whole.nc", &species, cb6, false, &e));
    MINI_OK(lt_emission_hour(e, 1, &weather, &source));
    source_totals(air, source, n + 2, total);
    assert_true(fabs(total[n] - 30.006e-3 * 2) <= 1e-6 * total[n]);
    assert_true(total[n + 1] == total[lt_chemical_set_find(cb6, "ECH4")] && total[n + 1] > 0);
    lt_emission_close(e);
    info[n] = info[o3];
    assert_int_equal(open_for("whole.nc", &species, cb6, false, &e), LT_ERR_INPUT);
    EXPECT("the emissions have no O3", "tag a species that is emitted");
    lt_error_clear();
    free(info);
    free(total);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_and_units), cmocka_unit_test(test_table),
        cmocka_unit_test(test_vapours),         cmocka_unit_test(test_aside),
        cmocka_unit_test(test_missing),         cmocka_unit_test(test_missing_over_ranks),
        cmocka_unit_test(test_wrong_file),      cmocka_unit_test(test_tracers)};
    return cmocka_run_group_tests(tests, make, drop);
}
