/* The ozone desk on a small finished run of known surfaces: in the cells of Shenyang ozone rises with less NOx,
 * elsewhere it falls; designs out of tables; the command, its files and what it refuses. */
#include "tests/unit/post_fixture.h"

#include "base/csv.h"
#include "postproc/ozone_desk/desk.h"
#include "postproc/ozone_desk/reactive.h"
#include "postproc/reference_state.h"
#include "postproc/report.h"
#include "tests/support/near.h"
#include "tests/support/json.h"
#include "tests/support/words.h"

static const struct {
    const char *name;
    double nox, voc;
} design[] = {{"nox-15", 0.15, 0},        {"nox-30", 0.3, 0},          {"nox-60", 0.6, 0},
              {"voc-30", 0, 0.3},         {"voc-60", 0, 0.6},          {"nox-15-voc-30", 0.15, 0.3},
              {"nox-voc-30", 0.3, 0.3},   {"nox-30-voc-60", 0.3, 0.6}, {"nox-60-voc-30", 0.6, 0.3},
              {"nox-60-voc-60", 0.6, 0.6}};
enum { N_DESIGN = sizeof design / sizeof *design };

static fixture f;
static char *packages[N_DESIGN + 1];
static lt_summary *summary;
static lt_desk *desk;

/* The concentrations are floats: 6e-8 of 100, in ten runs, times gains below 10. */
static const double rounding = 1e-4;

static bool in_shenyang(long cell) {
    return f.grid->region_fraction[cell] > 0;
}

/* Shenyang: 12 x - 8 y, ratio 1.5, VOC-limited. Elsewhere -20 x - 2 y: NOx-limited. */
static double change(const char *variant, bool shenyang) {
    for (int i = 0; i < N_DESIGN; i++)
        if (strcmp(variant, design[i].name) == 0)
            return shenyang ? 12 * design[i].nox - 8 * design[i].voc : -20 * design[i].nox - 2 * design[i].voc;
    return strcmp(variant, "noise") == 0 ? 0.01 : 0;
}

/* HCHO/NO2 of the column is 1 in the cells of Shenyang, 5 elsewhere. */
static double gas(const fixture *of, const char *variant, const char *name, long cell, long hour) {
    (void)of, (void)hour;
    if (strcmp(name, "o3") == 0) return 90 + change(variant, in_shenyang(cell));
    if (strcmp(name, "hcho_column") == 0) return in_shenyang(cell) ? 1e-4 : 5e-4;
    return strcmp(name, "no2_column") == 0 ? 1e-4 : 5;
}

/* --- tables of emissions --- */

#define HEAD "region,sector,SO2_kt,NOx_kt,NMVOC_kt,ofp_kt_o3\n"
static const char base_totals[] =
    HEAD "Shenyang,power,1,40,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,60,170\n";

static const char *totals(double nox, double voc) {
    return lt_fmt(HEAD "Shenyang,power,1,%.9g,%.9g,%.9g\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,%.9g,%.9g\n",
                  40 * (1 - nox), 5 * (1 - voc), 15 * (1 - voc), 60 * (1 - voc), 170 * (1 - voc));
}

static const char reactive[] =
    "kind,rank,rank_oh,id,name_en,name_zh,region,sector,lon,lat,i,j,NMVOC_t,ofp_t_o3,oh_t_propene,share_ofp,"
    "running_share\nfirm,1,1,\"A\",\"Works A\",\"甲厂\",Shenyang,steel,123,41,1,2,100,400,9,0.4,0.4\n"
    "firm,2,2,\"B\",\"Works B\",\"乙厂\",Dalian,oil,121,39,1,2,90,300,8,0.3,0.7\n"
    "firm,3,3,\"C\",\"Works C\",\"丙厂\",Shenyang,heat,123,42,1,2,80,200,7,0.2,0.9\n"
    "cell,1,1,\"1_2\",\"\",\"\",Shenyang,solvent,123,41,1,2,100,400,9,0.4,0.4\n";

static void write_variant(const char *name, const char *text) {
    fixture_conc(&f, name);
    if (!text) return; /* noise has the emissions of base */
    fixture_tables(&f, name);
    assert_good(lt_outdir_write_text(f.out, lt_fmt("totals_%s.csv", name), text));
}

static lt_status make_desk(const lt_summary *of, const char *method, lt_desk **out) {
    lt_design read;
    lt_status status = lt_design_read(&f.job, of, method, &read);
    if (status == LT_OK) status = lt_desk_create(&read, f.grid, of, out);
    lt_design_free(&read);
    return status;
}

static int set_up(void **state) {
    (void)state;
    fixture_create(&f, "", lt_time_from_civil(2020, 7, 9, 16, 0, 0));
    f.has_gases = true;
    f.period.length_s = LT_DAY; /* one day is enough */
    fixture_gas_of = gas;
    write_variant("base", base_totals);
    write_variant("noise", NULL);
    for (int i = 0; i < N_DESIGN; i++) {
        packages[i] = (char *)design[i].name;
        write_variant(design[i].name, totals(design[i].nox, design[i].voc));
    }
    packages[N_DESIGN] = (char *)"boilers"; /* takes SO2 away too: no point */
    write_variant("boilers",
                  HEAD "Shenyang,power,0.5,30,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,60,170\n");
    assert_good(lt_outdir_write_text(f.out, "reactive_base.csv", reactive));
    f.setup.packages = (lt_list){packages, N_DESIGN + 1};
    assert_good(lt_summary_create(&f.job, f.grid, &summary));
    assert_good(make_desk(summary, NULL, &desk));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    lt_desk_free(desk);
    lt_summary_free(summary);
    fixture_free(&f);
    return 0;
}

static double factor(void) {
    return lt_state_factor(LT_STATE_REFERENCE, 263.15, lt_state_pressure(263.15, 100));
}

/* Cuts are read out of the tables; a package that does something else is left out with its reason. */
static void the_design(void **state) {
    (void)state;
    assert_int_equal(desk->design.n, N_DESIGN);
    for (int i = 0; i < N_DESIGN; i++) {
        assert_near(desk->design.x[i], design[i].nox, 1e-8);
        assert_near(desk->design.y[i], design[i].voc, 1e-8);
    }
    assert_int_equal(desk->design.n_left_out, 1);
    assert_int_equal(desk->design.left_out[0].package, N_DESIGN);
    assert_int_equal(desk->design.left_out[0].why, LT_LEFT_OUT_POLLUTANTS);
    assert_int_equal(desk->design.plan.method, LT_SURFACE_QUADRATIC);
    assert_int_equal(desk->n_levels, 3);
    assert_near(desk->level[1], 0.3, 1e-8);
}

static lt_left_out_why why_of(const char *text, double cut[2]) {
    lt_csv *base, *package;
    lt_left_out_why why;
    assert_good(lt_csv_parse("base", base_totals, &base));
    assert_good(lt_csv_parse("package", text, &package));
    assert_good(lt_design_compare(base, package, cut, &why));
    lt_csv_free(base);
    lt_csv_free(package);
    return why;
}

static void reasons(void **state) {
    (void)state;
    static const struct {
        const char *rows;
        lt_left_out_why why;
    } bad[] = {
        {"Shenyang,power,1,40,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,30,85\n", LT_LEFT_OUT_UNEVEN},
        {"Shenyang,power,1,20,5,15\nShenyang,natural,0,1.5,70,250\nDalian,solvent,0,0,60,170\n", LT_LEFT_OUT_UNEVEN},
        {"Shenyang,power,1,20,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,60,150\n", LT_LEFT_OUT_UNEVEN},
        {"Shenyang,power,0.9,20,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,60,170\n",
         LT_LEFT_OUT_POLLUTANTS},
        {"Shenyang,power,1,20,5,15\nShenyang,natural,0,3,70,250\n", LT_LEFT_OUT_SOURCES},
        {"Shenyang,power,1,20,5,15\nShenyang,natural,0,3,70,250\nDalian,oil,0,0,60,170\n", LT_LEFT_OUT_SOURCES},
        {"Shenyang,power,1,50,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,60,170\n", LT_LEFT_OUT_MORE},
        {"Shenyang,power,1,40,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,60,170\n", LT_LEFT_OUT_NOTHING},
        {"Shenyang,power,1,20,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,60,170\n", LT_N_LEFT_OUT}};
    double cut[2];
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        assert_int_equal(why_of(lt_fmt(HEAD "%s", bad[k].rows), cut), bad[k].why);
    assert_near(cut[0], 0.5, 1e-12);
    assert_true(cut[1] == 0);
}

static void cities_get_their_surface(void **state) {
    (void)state;
    double all = 0;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const lt_desk_place *p = &desk->periods[0].place[c];
        const lt_weights *sites = &summary->cities->of[c][LT_CITY_SITES];
        double share = 0; /* of the sites that stand in cells of Shenyang */
        for (long q = 0; q < sites->n; q++) share += in_shenyang(sites->cell[q]) ? sites->weight[q] : 0;
        const double nox = share * 12 - (1 - share) * 20, voc = -share * 8 - (1 - share) * 2;
        assert_near(p->slope[0], nox * factor(), 10 * rounding);
        assert_near(p->slope[1], voc * factor(), 10 * rounding);
        assert_near(p->noise, 0.01 * factor(), rounding);
        assert_near(p->floor, 0.03 * factor(), 3 * rounding); /* the surface is exact: the noise decides */
        assert_near(lt_surface_at(&desk->design.plan, &p->surface, 0.45, 0.2), (0.45 * nox + 0.2 * voc) * factor(),
                    rounding);
        assert_int_equal(p->regime, nox > 0 ? LT_REGIME_VOC : LT_REGIME_NOX);
        if (share == 1) assert_near(p->ratio_base, 1.5, 1e-4);
        if (share == 0) assert_true(isnan(p->ratio_base));
        if (share == 1) assert_near(p->hold[1].voc / p->hold[1].nox, 1.5, 1e-4);
        if (share == 0) assert_int_equal(p->hold[1].kind, LT_HOLD_FALLS);
        all += nox / LT_N_CITY_VALUES;
    }
    assert_near(desk->periods[0].place[LT_DESK_ALL].slope[0], all * factor(), 10 * rounding);
}

static void cells_and_area(void **state) {
    (void)state;
    const lt_desk_period *p = &desk->periods[0];
    const long n = summary->n_cells;
    double area = 0, own = 0;
    for (long q = 0; q < n; q++) {
        assert_int_equal(p->regime[q], in_shenyang(q) ? LT_REGIME_VOC : LT_REGIME_NOX);
        for (int c = 0; c < LT_N_CITY_VALUES; c++) area += f.grid->region_fraction[c * n + q];
        if (in_shenyang(q)) own += f.grid->region_fraction[q];
    }
    assert_near(p->share[0][LT_REGIME_VOC], own / area, 1e-12);
    assert_near(p->share[0][LT_REGIME_NOX], 1 - own / area, 1e-12);
    assert_near(p->share[1 + LT_INDICATOR_HCHO_NO2_COLUMN][LT_REGIME_VOC], own / area, 1e-12);
    assert_near(p->agree[1 + LT_INDICATOR_HCHO_NO2_COLUMN], 1, 1e-12);
    assert_true(p->agree[1 + LT_INDICATOR_H2O2_HNO3] < 1);
}

/* What the page has of it: all places and runs, no ranking. */
static void the_page(void **state) {
    (void)state;
    char *text = NULL;
    assert_good(lt_report_isopleths(&f.job, f.grid, summary, &text));
    cJSON *root = cJSON_Parse(text);
    print_message("%zu bytes of a surface\n", strlen(text));
    assert_true(strlen(text) < 40000); /* what the README of the page says of one period */
    free(text);
    const cJSON *cities = json_at(root, "periods/0/cities");
    assert_int_equal(cJSON_GetArraySize(cities), LT_N_CITY_VALUES + 1);
    assert_int_equal(cJSON_GetArraySize(json_at(root, "runs")), N_DESIGN);
    assert_null(cJSON_GetObjectItem(root, "reactive"));
    /* Shenyang: the last corner of the surface is the run nox-60-voc-60, 12 x 0.6 - 8 x 0.6. */
    assert_near(cJSON_GetArrayItem(json_at(cities, "0/isopleth_delta_ugm3/12"), 12)->valuedouble, 2.4 * factor(), 1e-3);
    cJSON_Delete(root);
}

/* The page has no surface of these runs, which is no fault; the desk says why. */
static void assert_no_surface(const lt_summary *of, const char *says) {
    lt_desk *none = NULL;
    char *text = NULL;
    assert_good(lt_report_isopleths(&f.job, f.grid, of, &text));
    assert_null(text);
    assert_string_equal(lt_error_what(), "");
    assert_int_equal(make_desk(of, NULL, &none), LT_ERR_INPUT);
    EXPECT(says);
    lt_error_clear();
}

static void assert_fault(const char *says) {
    char *text = NULL;
    assert_int_equal(lt_report_isopleths(&f.job, f.grid, summary, &text), LT_ERR_INPUT);
    assert_null(text);
    EXPECT(says);
    lt_error_clear();
}

/* Packages of another kind, of one level of NOx alone, a period without ozone. */
static void no_surface(void **state) {
    (void)state;
    static char *other_kind[] = {(char *)"boilers"}, *one_level[] = {(char *)"nox-30", (char *)"boilers"};
    static const struct {
        lt_list packages;
        const char *says;
    } none[] = {{{other_kind, 1}, "no run of this case"}, {{one_level, 2}, "do not determine"}};
    const lt_list kept = f.setup.packages;
    for (size_t k = 0; k < sizeof none / sizeof *none; k++) {
        lt_summary *of = NULL;
        f.setup.packages = none[k].packages;
        assert_good(lt_summary_create(&f.job, f.grid, &of));
        assert_no_surface(of, none[k].says);
        lt_summary_free(of);
    }
    f.setup.packages = kept;
    double **ozone = &summary->result[LT_SUMMARY_BASE].field[LT_QUANTITY_O3_MDA8], *field = *ozone;
    *ozone = NULL;
    assert_no_surface(summary, "without a daily maximum");
    *ozone = field;
}

/* A table that is damaged or missing is a fault of the page, too. */
static void a_bad_table_is_a_fault(void **state) {
    (void)state;
    static const char table[] = "totals_nox-30.csv";
    char *whole = NULL;
    assert_good(lt_path_read_text(lt_fmt("%s/%s", f.folder, table), &whole));
    assert_good(lt_outdir_write_text(
        f.out, table, HEAD "Shenyang,power,1,many,5,15\nShenyang,natural,0,3,70,250\nDalian,solvent,0,0,60,170\n"));
    assert_fault("many");
    assert_good(lt_outdir_drop(f.out, table));
    assert_fault("emissions of a run are missing");
    assert_good(lt_outdir_write_text(f.out, table, whole));
    free(whole);
}

/* A noise above the answers: nothing is told from nothing. */
static void the_noise_floor(void **state) {
    (void)state;
    const long n = summary->n_periods;
    lt_result *noise = &summary->result[LT_SUMMARY_NOISE * n];
    const int c = lt_city_find("Shenyang");
    double *value = &noise->city[LT_QUANTITY_O3_MDA8][c][LT_CITY_SITES];
    const double kept = *value;
    lt_desk *other;
    *value = kept + 100;
    assert_good(make_desk(summary, "quadratic", &other));
    const lt_desk_place *p = &other->periods[0].place[c];
    assert_int_equal(p->regime, LT_N_REGIMES);
    assert_int_equal(p->hold[2].kind, LT_HOLD_NONE);
    assert_true(p->turn.peak == 0);
    lt_desk_free(other);
    *value = kept;
}

/* Packages act on the reference: of what nox-15 leaves, nox-30 takes 15 of 85. A reference that differs in SO2 leaves
 * no package to stand on. */
static void on_a_reference(void **state) {
    (void)state;
    static char *later[] = {(char *)"nox-30",     (char *)"nox-60",        (char *)"nox-15-voc-30",
                            (char *)"nox-voc-30", (char *)"nox-30-voc-60", (char *)"nox-60-voc-30"};
    static char *references[] = {(char *)"nox-15", (char *)"boilers"};
    const lt_list kept = f.setup.packages;
    const int c = lt_city_find("Dalian");
    f.setup.packages = (lt_list){later, 6};
    for (int k = 0; k < 2; k++) {
        lt_summary *other = NULL;
        lt_desk *of = NULL;
        f.setup.reference = references[k];
        assert_good(lt_summary_create(&f.job, f.grid, &other));
        const lt_status status = make_desk(other, NULL, &of);
        assert_int_equal(status, k == 0 ? LT_OK : LT_ERR_INPUT);
        if (k == 1) assert_non_null(strstr(lt_error_what(), "no run of this case"));
        if (k == 0) {
            assert_int_equal(of->design.n, 6);
            assert_near(of->design.x[0], 0.15 / 0.85, 1e-8);
            assert_true(lt_desk_origin(of) == LT_SUMMARY_PACKAGE);
            assert_near(of->periods[0].place[c].slope[0], -20 * 0.85 * factor(), 10 * rounding);
        }
        lt_error_clear();
        lt_desk_free(of);
        lt_summary_free(other);
    }
    f.setup.packages = kept;
    f.setup.reference = NULL;
}

static void refuse(const char *method, const char *word) {
    lt_desk *none = NULL;
    const lt_status status = make_desk(summary, method, &none);
    assert_true(status == LT_ERR_INPUT || status == LT_ERR_USAGE);
    EXPECT(word);
    assert_null(none);
    lt_error_clear();
}

static void bad_methods(void **state) {
    (void)state;
    refuse("cubic", "4 levels");
    refuse("grid", "no full grid");
    refuse("quadratik", "did you mean quadratic");
}

/* --- the command --- */

static program_result ask(const char *a, const char *b, const char *c) {
    return a ? program_run(NULL, "ozone", f.folder, a, b, c) : program_run(NULL, "ozone", f.folder);
}

/* Of stdout, or where the code is not 0 of stderr. */
static void assert_said(program_result r, int code, const char *const *words) {
    if (r.code != code) print_error("code %d\n%s%s\n", r.code, r.said, r.err);
    assert_int_equal(r.code, code);
    expect_said(code == 0 ? r.said : r.err, words);
    program_free(&r);
}
#define SAID(result, code, ...) assert_said((result), (code), (const char *const[]){__VA_ARGS__, NULL})

static void the_files(const char *folder) {
    static const struct {
        const char *name;
        long rows;
    } tables[] = {{"ozone_cities.csv", 15},
                  {"ozone_hold.csv", 15 * 3},
                  {"ozone_surface.csv", 15 * 169},
                  {"ozone_runs.csv", 15 * N_DESIGN},
                  {"ozone_reactive.csv", 4}};
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        lt_csv *table;
        assert_good(lt_csv_read(lt_fmt("%s/%s", folder, tables[k].name), &table));
        assert_int_equal(lt_csv_rows(table), tables[k].rows);
        lt_csv_free(table);
    }
    lt_ncr *file;
    double *regime;
    assert_good(lt_ncr_open(lt_fmt("%s/ozone_regime_winter.nc", folder), &file));
    assert_good(lt_calloc((size_t)summary->n_cells, sizeof *regime, &regime));
    assert_good(lt_ncr_get_double(file, "regime_by_surface", "1", (size_t)summary->n_cells, regime));
    for (long q = 0; q < summary->n_cells; q++)
        assert_true(regime[q] == (in_shenyang(q) ? LT_REGIME_VOC : LT_REGIME_NOX));
    assert_true(lt_ncr_has(file, "regime_by_hcho_no2_column") && lt_ncr_has(file, "lowered_nox10"));
    lt_free(regime);
    lt_ncr_close(file);
}

static void the_object(void) {
    cJSON *root = json_of(ask("--json", "--city", "Shenyang"));
    assert_string_equal(json_text(root, "schema"), "lantian-ozone-1");
    assert_int_equal(cJSON_GetArraySize(json_at(root, "runs")), N_DESIGN);
    assert_int_equal(cJSON_GetArraySize(json_at(root, "periods/0/cities")), 1);
    assert_string_equal(json_text(root, "periods/0/cities/0/hold/1/outcome"), "held");
    assert_near(json_number(root, "periods/0/cities/0/hold/1/ratio"), 1.5, 1e-4);
    assert_int_equal(cJSON_GetArraySize(json_at(root, "reactive/firms")), 2);
    cJSON_Delete(root);
}

static void the_command(void **state) {
    (void)state;
    FILE *file = fopen(lt_fmt("%s/case_effective.yaml", f.folder), "w");
    assert_non_null(file);
    fputs("case: test\ntitle_en: a test\ntitle_zh: 测试\ngrid: liaoning-27\nbase_year: 2020\nperiods:\n  - id: winter\n"
          "    start: 2020-07-10\n    length: 24 h\n    spinup: 24 h\nmet:\n  source: typical-summer\npackages: [",
          file);
    for (int i = 0; i <= N_DESIGN; i++) fprintf(file, "%s%s", i ? ", " : "", packages[i]);
    fputs("]\n", file);
    fclose(file);
    lt_outdir_close(f.out); /* its lock */
    f.out = NULL;
    SAID(ask(NULL, NULL, NULL), 2, "no finished results");
    files_write_text(lt_fmt("%s/summary.json", f.folder), "{}");
    program_result wide = ask(NULL, NULL, NULL);
    snprintf(fixture_said, sizeof fixture_said, "%s", wide.said);
    fixture_said_in_100_columns();
    SAID(wide, 0, "VOC-limited", "NOx-limited", "left out: boilers", "Works A", "leave-one-out");
    SAID(ask("--city", "沈阳", "--quiet"), 0, "small cuts: 1.50", "holds ozone, NOx -30 %: 1.50",
         "cuts of NOx downwards", "Works C");
    SAID(ask("--lang", "zh", "--quiet"), 0, "VOC控制", "未采用：boilers", "甲厂", "留一");
    SAID(ask("--city", "Shenyan", "--quiet"), 2, "not a city", "Shenyang");
    SAID(program_run(NULL, "ozone"), 2, "one case or folder");
    the_object();
    char tables[300];
    snprintf(tables, sizeof tables, "%s-tables", f.folder);
    SAID(ask("--out", tables, "--quiet"), 0, "");
    the_files(tables);
    fixture_remove(tables);
    SAID(ask("--out", f.folder, "--quiet"), 2, "the results themselves");
    /* a run of the design that is not there */
    assert_int_equal(remove(lt_fmt("%s/conc_nox-60-voc-30_winter.nc", f.folder)), 0);
    SAID(ask(NULL, NULL, NULL), 2, "nox-60-voc-30");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_design),
                                       cmocka_unit_test(reasons),
                                       cmocka_unit_test(cities_get_their_surface),
                                       cmocka_unit_test(cells_and_area),
                                       cmocka_unit_test(the_page),
                                       cmocka_unit_test(no_surface),
                                       cmocka_unit_test(a_bad_table_is_a_fault),
                                       cmocka_unit_test(the_noise_floor),
                                       cmocka_unit_test(on_a_reference),
                                       cmocka_unit_test(bad_methods),
                                       cmocka_unit_test(the_command)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
