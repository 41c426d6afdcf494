/* `lantian check FILE` names all faults of a file in one pass, for every kind that Lantian reads; every example that
 * `lantian example KIND` prints is valid. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/tiny_case.h"

#include <math.h>
#include <netcdf.h>

static char folder[256], run[400];
static program_result run_words;

static int make_run(void **state) {
    (void)state;
    char path[512];
    if (!files_make_folder(folder)) return 1;
    snprintf(run, sizeof run, "%s/run", folder);
    tiny_case_write(folder, "packages: [boilers]", "packages: []", path);
    run_words = program_run(NULL, "run", path, "--out", run, "--threads", "2");
    if (run_words.code != 0) print_error("%s%s\n", run_words.said, run_words.err);
    return run_words.code;
}

static int remove_folder(void **state) {
    (void)state;
    program_free(&run_words);
    files_remove(folder);
    return 0;
}

/* What a run says: a line of the weather, one of each run, one of the budget; nothing twice. */
static void test_a_run_says_little(void **state) {
    (void)state;
    const char *err = run_words.err, *said = run_words.said;
    if (program_count(err, "\n") > 10) fail_msg("%s", err);
    assert_int_equal(program_count(err, "met assumes: SYNTHETIC"), 1);
    assert_int_equal(program_count(err, "met assumes"), 1);
    assert_non_null(strstr(err, "things more: `lantian met CASE`"));
    assert_int_equal(program_count(err, "kernels"), 1);
    assert_int_equal(program_count(said, "mass closes to"), 1);
    assert_non_null(strstr(said, "budget in budget_base_hours.csv"));
    assert_int_equal(program_count(said, "rounding"), 0);
}

static const char *write_file(const char *name, const char *text) {
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(files_write_text(path, text));
    return path;
}

/* Exactly n faults are listed; each word stands in one of them; then one error that counts them. */
static void check_lists(const char *path, int n, const char *kind, const char *const *words) {
    program_result check = program_run(NULL, "check", path);
    char head[64];
    snprintf(head, sizeof head, "%d fault%s in ", n, n == 1 ? "" : "s");
    bool good = check.code == 2 && program_count(check.said, "bad input: ") == n && strstr(check.err, head) &&
                strstr(check.err, kind);
    for (int w = 0; words[w]; w++)
        if (!strstr(check.said, words[w])) {
            print_error("no \"%s\"\n", words[w]);
            good = false;
        }
    if (!good) print_error("%s: exit code %d, wanted %d faults:\n%s%s\n", path, check.code, n, check.said, check.err);
    assert_true(good);
    assert_int_equal(program_count(check.said, "where:"), n);
    assert_int_equal(program_count(check.said, "expected:"), n);
    assert_int_equal(program_count(check.said, "found:"), n);
    assert_int_equal(program_count(check.said, "to do:"), n);
    program_free(&check);
}
#define LISTS(path, n, kind, ...) check_lists(path, n, kind, (const char *const[]){__VA_ARGS__, NULL})

static void check_good(const char *path, const char *kind) {
    program_result check = program_run(NULL, "check", path);
    if (check.code != 0) print_error("%s: %s%s\n", path, check.said, check.err);
    assert_int_equal(check.code, 0);
    assert_non_null(strstr(check.said, kind));
    program_free(&check);
}

static void test_examples_are_valid(void **state) {
    (void)state;
    static const char *const kinds[][2] = {{"case", "yaml"},  {"grid", "yaml"},       {"measure", "yaml"},
                                           {"ledger", "csv"}, {"station-met", "csv"}, {"stations-met", "csv"},
                                           {"obs", "csv"},    {"obs-hours", "csv"},   {"equilibrium", "csv"}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        char name[64];
        program_result example = program_run(NULL, "example", kinds[k][0]);
        assert_int_equal(example.code, 0);
        snprintf(name, sizeof name, "example.%s", kinds[k][1]);
        check_good(write_file(name, example.said), kinds[k][0]);
        program_free(&example);
    }
}

/* The last line says under which name to save it and what to do with it then. */
static void test_examples_say_what_next(void **state) {
    (void)state;
    static const char *const kinds[][2] = {{"case", "lantian run my.yaml"},
                                           {"emergency", "lantian run episode.yaml"},
                                           {"grid", "lantian grid example.yaml"},
                                           {"measure", "packages: [half-coal.yaml]"},
                                           {"package", "packages: [my-package.yaml]"},
                                           {"cut-list", "list: cuts.csv"},
                                           {"ledger", "inventory: {ledger: my.csv}"},
                                           {"station-met", "source: station, file: station.csv"},
                                           {"stations-met", "source: stations, file: stations.csv"},
                                           {"obs", "lantian judge obs.csv"},
                                           {"obs-hours", "lantian obs import hours.csv"}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        program_result example = program_run(NULL, "example", kinds[k][0]);
        const char *save = strstr(example.said, "# Save as ");
        if (!save || !strstr(save, kinds[k][1]) || !strstr(save, "lantian check "))
            fail_msg("%s: %s", kinds[k][0], example.said);
        for (const char *line = save; line && *line; line = strchr(line, '\n') + 1) assert_int_equal(line[0], '#');
        program_free(&example);
    }
}

/* The text of a table without its column c; tables of examples have no cells in quotes. Caller frees. */
static char *without_column(const char *text, int c, char name[64]) {
    char *out = calloc(strlen(text) + 1, 1), *end = out;
    assert_non_null(out);
    name[0] = '\0';
    for (const char *line = text; *line; line += strcspn(line, "\n"), line += *line == '\n') {
        const char *stop = line + strcspn(line, "\n"), *cell = line;
        for (int k = 0; line[0] != '#' && cell <= stop; k++) {
            const size_t length = strcspn(cell, ",\n");
            if (k == c && !name[0]) snprintf(name, 64, "%.*s", (int)length, cell);
            if (k != c) end += sprintf(end, "%s%.*s", k > (c == 0) ? "," : "", (int)length, cell);
            cell += length + 1;
        }
        if (line[0] != '#') end += sprintf(end, "\n");
    }
    return out;
}

/* A table that lacks a column has that one fault, and none that follows from it in its rows; columns that may be left
 * out have none. */
static void test_a_missing_column_is_one_fault(void **state) {
    (void)state;
    enum { MOST = 12 }; /* columns of each: all that are needed but some of the ledger, whose check takes a second */
    static const char *const kinds[] = {"ledger", "station-met", "stations-met", "cut-list", "equilibrium"};
    int lacking = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        program_result example = program_run(NULL, "example", kinds[k]);
        char name[64] = "first";
        for (int c = 0; name[0] && c < MOST; c++) {
            char *text = without_column(example.said, c, name);
            program_result check = program_run(NULL, "check", write_file("lacking.csv", text));
            free(text);
            const int n = program_count(check.said, "bad input: ");
            if (name[0] && check.code != 0 && (n != 1 || !strstr(check.err, "1 fault in ")))
                fail_msg("%s without %s:\n%s%s", kinds[k], name, check.said, check.err);
            lacking += name[0] && n == 1;
            program_free(&check);
        }
        program_free(&example);
    }
    assert_true(lacking >=
                44); /* of 50 columns; capacity_tph, precipitation_mm, place and few others may be left out */
}

/* Columns of others come through the equilibrium, and an input is judged whatever its other columns are called. */
static void test_other_columns_do_not_hide_an_input(void **state) {
    (void)state;
    static const char *const names[] = {"city_zh", "verdict", "input", "local_hour", "SO2_t", "schema"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        char text[256];
        snprintf(text, sizeof text, "%s,T_K,RH,Na,SO4,NH4,NO3,Cl,Ca,K,Mg\na,298,0.5,0,1e-7,2e-7,1e-7,0,0,0,0\n",
                 names[n]);
        check_good(write_file("other.csv", text), "equilibrium");
        snprintf(text, sizeof text, "%s,T_K,RH,Na,SO4,NH4,NO3,Cl,Ca,K\na,298,0.5,0,1e-7,2e-7,1e-7,0,0,0\n", names[n]);
        LISTS(write_file("other.csv", text), 1, "equilibrium", "Mg is missing");
    }
}

static void check_no_kind(const char *path, const char *word) {
    program_result check = program_run(NULL, "check", path);
    assert_int_equal(check.code, 2);
    if (!strstr(check.err, word)) print_error("no \"%s\":\n%s\n", word, check.err);
    assert_non_null(strstr(check.err, word));
    assert_int_equal(program_count(check.err, "bad input: ") + program_count(check.said, "bad input: "), 1);
    program_free(&check);
}

/* A table is one under any name; what separates its cells is told once. */
static void test_tables_of_other_names(void **state) {
    (void)state;
    static const char *const names[] = {"states.txt", "states"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        check_good(write_file(names[n], "# a remark, of mine: 1\n\nT_K,RH,Na,SO4,NH4,NO3,Cl,Ca,K,Mg\n"
                                        "298,0.5,0,1e-7,2e-7,1e-7,0,0,0,0\n"),
                   "equilibrium");
        check_no_kind(write_file(names[n], "T_K;RH;Na;SO4;NH4;NO3;Cl;Ca;K;Mg\n298;0,5;0;0;0;0;0;0;0;0\n"),
                      "semicolons");
        check_no_kind(write_file(names[n], "T_K\tRH\tNa\tSO4\n298\t0.5\t0\t1e-7\n"), "tabs");
        check_no_kind(write_file(names[n], "title: dust, sea; salt, all\n"), "this YAML is no kind");
    }
}

/* Words of the section model that only the aerosol knows: each with its line. */
static void test_aerosol_words(void **state) {
    (void)state;
    static const struct {
        const char *line, *fault, *todo;
    } cases[] = {
        {"paths_off: [n2o5, haze_h202]", "an unknown path of particle chemistry", "did you mean haze_h2o2?"},
        {"organics: ae8", "unknown scheme of organic aerosol", "did you mean ae7?"},
        {"organics: nonvolatile", "no vapour for emitted IVOC", "combustion_vapours: none or pcvoc"},
        {"aqueous: of", "aqueous is none of its choices", "on|off"},
        {"coarse_nitrate: dynamics", "coarse_nitrate is none of its choices", "did you mean dynamic?"},
        {"n2o5_uptake: daviss", "n2o5_uptake is none of its choices", "did you mean davis?"},
        {"dust: yess", "how much of the law dust?", "0 to 100"},
        {"sea_salt: -1", "how much of the law sea_salt?", "0 to 100"},
        {"combustion_vapours: ivocs", "combustion_vapours is none of its choices", "did you mean ivoc?"},
        {"aqueuos: off", "unknown key", "did you mean aqueous?"},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        char text[1024];
        snprintf(text, sizeof text, "%smodel:\n  step: 900 s\n  %s\n", tiny_case_text, cases[n].line);
        LISTS(write_file("case.yaml", text), 1, "case", cases[n].fault, cases[n].todo, "case.yaml:16");
    }
    char text[1024];
    snprintf(text, sizeof text,
             "%smodel:\n  paths_off: [haze_h2o2, so2_gamma]\n  organics: nonvolatile\n  combustion_vapours: pcvoc\n"
             "  aqueous: off\n  n2o5_uptake: davis\n  coarse_nitrate: dynamic\n  dust: 0.5\n  sea_salt: off\n",
             tiny_case_text);
    check_good(write_file("case.yaml", text), "case");
}

static void test_package(void **state) {
    (void)state;
    program_result example = program_run(NULL, "example", "package");
    assert_int_equal(example.code, 0);
    check_good(write_file("my-package.yaml", example.said), "package");
    program_free(&example);
    LISTS(write_file("my-package.yaml", "id: my-package\ntitle_en: a\ntitle_zh: b\nmeasures: [boiler]\n"), 1, "package",
          "boiler", "did you mean boilers");
}

static void test_own_files_are_valid(void **state) {
    (void)state;
    static const char *const files[][2] = {{"grid.nc", "grid.nc"},
                                           {"met_hours.nc", "met.nc"},
                                           {"emissions_base_hours.nc", "emissions.nc"},
                                           {"conc_base_hours.nc", "conc.nc"}};
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", run, files[f][0]);
        check_good(path, files[f][1]);
    }
}

/* What runs write is named as that, and not refused as an input. */
static void test_results(void **state) {
    (void)state;
    static const char *const files[][2] = {
        {"process_base_hours.csv", "budget of processes by the hour,"},
        {"process_day.csv", "hour of the day"},
        {"budget_base_hours.csv", "budget of mass"},
        {"cities.csv", "table of the cities"},
        {"components.csv", "what particles are made of"},
        {"composition_published.csv", "comparison with measured composition"},
        {"ledger_base.csv", "ledger with its emissions"},
        {"totals_base.csv", "total emissions"},
        {"flow_base.csv", "total emissions"},
        {"reactive_base.csv", "reactive emissions"},
        {"uncertainty_base.csv", "uncertainties"},
        {"sobol_base.csv", "makes totals uncertain"},
        {"summary.json", "JSON file that Lantian wrote"},
        {"performance.json", "JSON file that Lantian wrote"},
    };
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", run, files[f][0]);
        check_good(path, files[f][1]);
        check_good(path, "a result and no input");
    }
}

static void test_tables(void **state) {
    (void)state;
    LISTS(write_file(
              "ledger.csv",
              "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,source,colour\n"
              "a,Dalin,heet,coal,grate_small,none,many,t,heating,urban,low_stack,me,red\n"
              "b,Dalian,heat,coal,grate_small,none,-1,t,heating,urban,low_stack,,red\n"
              "c,Dalian,heat,coal\n"),
          7, "ledger", "colour", "Dalin", "heet", "\"many\"", "negative activity", "column source", "ledger.csv:4");
    /* One row with four faults: none hides another. */
    LISTS(write_file("ledger.csv",
                     "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,source\n"
                     "a,Dalin,heat,coal,grate_smalle,heat_smal,-1,t,heating,urban,low_stack,me\n"),
          4, "ledger", "Dalin", "negative activity", "no emission factors", "heat_smal");
    LISTS(write_file("factors.csv", "sector,process,technology,pollutant,factor,low,high,unit,mark,source\n"
                                    "heat,coal,a,SO9,1,1,1,kg/t,A,me\nheat,coal,b,SO2,x,1,y,kg/t,A,me\n"
                                    "heat,coal,c,SO2,1,2,3,kg/t,A,me\nheat,coal,d,SO2,1,1,3,t,A,me\n"),
          5, "factors", "SO9", "factors.csv:3, column factor", "factors.csv:3, column high", "outside its range",
          "needs its unit");
    LISTS(write_file("controls.csv",
                     "control,pollutant,efficiency_2014,application_2014,efficiency_2020,application_2020,mark,source\n"
                     "x,SO2,90,1,1,1,A,me\nx,NOx,0.9,1,1,1,A,me\nx,NOx,0.9,1,1,1,A,me\ny,XX,0,0,0,0,A,me\n"),
          3, "controls", "share outside", "two rows", "XX");
    LISTS(write_file("profiles.csv",
                     "profile,bottom_m,top_m,fraction,mark,source\na,0,100,0.5,A,me\nb,100,50,1,A,me\nb,0,50,1,A,me\n"),
          2, "profiles", "does not sum to 1", "impossible slab");
}

#define STATION "time_utc,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n"
#define GOOD_ROW ",-4,-8,1024,2,350\n"

static void test_weather(void **state) {
    (void)state;
    LISTS(write_file("met.csv", STATION "2020-01-01 00:00" GOOD_ROW "2020-01-01 01:00+08:00" GOOD_ROW
                                        "2020-01-01 02:30" GOOD_ROW "2020-01-01 03:00,warm,99,1024,-2,350\n"
                                        "2020-01-01 03:00" GOOD_ROW "2020-01-01 09:00" GOOD_ROW),
          7, "station-met", "another zone", "met.csv:3", "full hour", "met.csv:4", "\"warm\"", "column dew_point_degC",
          "column wind_speed_ms", "stands twice", "gap too long", "hours 2020-01-01 12:00 to 2020-01-01 16:00");
    LISTS(write_file("met.csv",
                     "time_utc,air_temperature,pressure_hPa,wind_speed,wind_from_deg\n2020-01-01 00:00,1,2,3,4\n"),
          6, "station-met", "unknown column air_temperature", "air_temperature_degC is missing", "wind_speed_ms",
          "humidity must be given once", "value out of range");
}

static void test_observations(void **state) {
    (void)state;
    LISTS(write_file("obs.csv", "city,date,PM25_ugm3,SO2_ugm3\nShenyang,2014-01-32,1,2\nShenyang,2014-01-02,x,y\n"
                                "Shenyang,2014-01-03 08:00Z,1,2\nShenyang,2014-01-05,1\n"),
          5, "obs", "obs.csv:2, column date", "column PM25_ugm3", "column SO2_ugm3", "another zone", "obs.csv:5");
    LISTS(write_file("obs.csv",
                     "Site,Parameter,Year,Month,Day,Hour,Raw Conc.,Conc. Unit,QC Name\n"
                     "Shenyang,PM2.5,2014,1,6,25,10,UG/M3,Valid\nShenyang,PM2.5,2014,1,6,2,10,MG/M3,Valid\n"
                     "Shenyang,PM2.5,2014,1,6,3,ten,UG/M3,Valid\nShenyang,PM2.5,2014,1,6,4,10,UG/M3,Valid\n"),
          3, "obs", "not a date", "obs.csv:2", "MG/M3", "\"ten\"");
    LISTS(write_file("obs.csv", "time_lt,TEMP,DEWP,PRES,wdir_sector,wspd_ms,precipitation,PM_US Post\n"
                                "2014-01-06 00:00,1,-2,1020,N,2,0,5\n2014-01-06 01:00:00Z,1,-2,1020,NE,2,0,5\n"),
          2, "uci", "unknown wind sector", "another zone");
}

/* --- netCDF: a copy of a good file with faults put in --- */
static const char *copy_of(const char *name, int *id) {
    static char path[512];
    char from[512];
    size_t size = 0;
    snprintf(from, sizeof from, "%s/%s", run, name);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *bytes = files_read(from, &size);
    assert_non_null(bytes);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, size, file), size);
    assert_int_equal(fclose(file), 0);
    free(bytes);
    assert_int_equal(nc_open(path, NC_WRITE, id), NC_NOERR);
    return path;
}

static int variable(int file, const char *name) {
    int id = -1;
    assert_int_equal(nc_inq_varid(file, name, &id), NC_NOERR);
    return id;
}

static void test_netcdf(void **state) {
    (void)state;
    int file, group;
    const size_t start[3] = {1, 2, 3};
    const char *path = copy_of("met_hours.nc", &file);
    assert_int_equal(nc_rename_var(file, variable(file, "kz"), "kzz"), NC_NOERR);
    assert_int_equal(nc_put_att_text(file, variable(file, "friction_velocity"), "units", 2, "kg"), NC_NOERR);
    assert_int_equal(nc_del_att(file, variable(file, "precipitation_flux"), "units"), NC_NOERR);
    assert_int_equal(nc_put_var1_double(file, variable(file, "air_temperature_2m"), start, (double[]){20}), NC_NOERR);
    assert_int_equal(nc_put_var1_double(file, variable(file, "wind_speed_10m"), start, (double[]){NAN}), NC_NOERR);
    assert_int_equal(nc_close(file), NC_NOERR);
    LISTS(path, 5, "met.nc", "variable kz\n", "friction_velocity", "\"kg\"", "no text attribute units",
          "1 of 3520, the first 20 in record 1, value 91", "the first nan");

    path = copy_of("emissions_base_hours.nc", &file);
    assert_int_equal(nc_inq_grp_ncid(file, "area", &group), NC_NOERR);
    assert_int_equal(nc_put_var1_double(group, variable(group, "SO2"), (size_t[]){0, 1, 1}, (double[]){-1}), NC_NOERR);
    assert_int_equal(nc_put_var1_double(group, variable(group, "profile_fraction"), (size_t[]){0, 0}, (double[]){0.25}),
                     NC_NOERR);
    assert_int_equal(nc_put_att_text(group, variable(group, "CO"), "units", 5, "kg/m2"), NC_NOERR);
    assert_int_equal(nc_put_att_double(group, variable(group, "NH3"), "course", NC_DOUBLE, 1, (double[]){99}),
                     NC_NOERR);
    assert_int_equal(nc_close(file), NC_NOERR);
    LISTS(path, 4, "emissions.nc", "area/SO2", "do not make one", "area/CO", "area/NH3, attribute course");

    path = copy_of("grid.nc", &file);
    assert_int_equal(nc_rename_var(file, variable(file, "terrain"), "height"), NC_NOERR);
    assert_int_equal(nc_rename_dim(file, 0, "columns"), NC_NOERR);
    assert_int_equal(nc_close(file), NC_NOERR);
    program_result check = program_run(NULL, "check", path);
    assert_int_equal(check.code, 2);
    assert_non_null(strstr(check.said, "variable terrain"));
    assert_non_null(strstr(check.said, "other dimensions"));
    program_free(&check);
}

/* Old files say `unit`: read, and noted. */
static void test_unit_for_units(void **state) {
    (void)state;
    int file;
    const char *path = copy_of("met_hours.nc", &file);
    const int id = variable(file, "air_temperature_2m");
    assert_int_equal(nc_rename_att(file, id, "units", "unit"), NC_NOERR);
    assert_int_equal(nc_close(file), NC_NOERR);
    program_result check = program_run(NULL, "check", path);
    assert_int_equal(check.code, 0);
    assert_non_null(strstr(check.err, "unit = \"K\" is read instead"));
    program_free(&check);
}

static void test_no_kind_of_ours(void **state) {
    (void)state;
    static const struct {
        const char *fault, *name, *text;
        const char *words[3];
    } cases[] = {
        {"table of another layout", "x.csv", "station,ozone\na,1\n", {"x.csv", "station, ozone", "ledger, factors"}},
        {"document of another kind", "x.yaml", "colour: red\n", {"x.yaml", "no kind of input"}},
        {"empty table", "x.csv", "", {"x.csv", "empty"}},
        {"empty document", "x.yaml", "", {"x.yaml"}},
        {"spreadsheet renamed", "x.csv", "PK\3\4 and so on", {"x.csv", "xlsx", "CSV UTF-8"}},
        {"text called netCDF", "x.nc", "id,region\n", {"x.nc"}},
    };
    int bad_ones = 0;
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        const char *path = write_file(cases[n].name, cases[n].text);
        program_result check = program_run(NULL, "check", path);
        const char *words[4] = {cases[n].words[0], cases[n].words[1], cases[n].words[2], NULL};
        bad_ones += !error_block_good(&check, cases[n].fault, 2, ERROR_FULL, words);
        program_free(&check);
    }
    program_result check = program_run(NULL, "check", run); /* a folder without a case */
    const char *const words[] = {"folder", NULL};
    bad_ones += !error_block_good(&check, "folder", 2, ERROR_FULL, words);
    program_free(&check);
    assert_int_equal(bad_ones, 0);
}

/* AERMET's files by the reader of plumes: hours counted, every bad line told; a profile wants its surface file. */
#define SFC                                                                                                            \
    "   41.800N  123.430E          UA_ID:    54342  SF_ID:    54342  OS_ID:              VERSION: 22112\n"             \
    "20  1 10  10  7  -12.3  0.184 -9.000 -9.000 -999.  190.     45.8  0.3000   0.90   0.35    2.31  355.0   10.0 "    \
    " 260.4    2.0     0   0.00    74.  1021.     5 ADJ-A1  NoSubs\n"
static void test_aermet(void **state) {
    (void)state;
    check_good(write_file("a.SFC", SFC "20  1 10  10  9 -999.0 -9.000 -9.000 -9.000 -999. -999. -99999.0  0.3000   "
                                       "0.90   0.35    0.00    0.0   10.0  263.1    2.0     0   0.00    60.  1020.     "
                                       "2 ADJ-A1  NoSubs\n"),
               "a valid AERMET surface file; 3 hours, 1 calm, 1 missing");
    check_good(write_file("a.PFL", "20 1 10 7   10.0 1  355.   2.31  -12.8  -99.0  -99.00\n"),
               "a valid AERMET profile; 3 hours");
    LISTS(write_file("a.PFL", "20 1 10 7   10.0 2  355.   2.31  -12.8  -99.0  -99.00\n20 1 40 7 10.0 1 0 1 1 1 1\n"), 2,
          "AERMET profile", "the mark of the top level", "the time of a line");
    LISTS(write_file("b.sfc", SFC "20  1 10  11  8   88.0\n20  1 10  11 10   88.0  0.410  0.950  0.008  340.  610.    "
                                  "-71.2  0.3000   0.90   0.35    4.10    0.0   10.0 263.1    2.0\n"),
          2, "AERMET surface file", "is no hour", "the day of the year");
    LISTS(write_file("alone.PFL", "20 1 10 7   10.0 1  355.   2.31  -12.8  -99.0  -99.00\n"), 1, "AERMET profile",
          "alone.SFC beside it");
}

/* What lantian run takes: a folder with a case, the name of a shipped one. */
static void test_names_of_cases(void **state) {
    (void)state;
    check_good("liaoning", "liaoning/case.yaml: a valid case");
    check_good(folder, "/case.yaml: a valid case");
    program_result none = program_run(NULL, "check", "liaonin");
    ERROR_BLOCK(none, "no such case", 2, "did you mean liaoning?", "name of a case");
    program_free(&none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_aermet),
        cmocka_unit_test(test_names_of_cases),
        cmocka_unit_test(test_a_run_says_little),
        cmocka_unit_test(test_examples_are_valid),
        cmocka_unit_test(test_examples_say_what_next),
        cmocka_unit_test(test_a_missing_column_is_one_fault),
        cmocka_unit_test(test_package),
        cmocka_unit_test(test_aerosol_words),
        cmocka_unit_test(test_tables_of_other_names),
        cmocka_unit_test(test_other_columns_do_not_hide_an_input),
        cmocka_unit_test(test_own_files_are_valid),
        cmocka_unit_test(test_results),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_weather),
        cmocka_unit_test(test_observations),
        cmocka_unit_test(test_netcdf),
        cmocka_unit_test(test_unit_for_units),
        cmocka_unit_test(test_no_kind_of_ours),
    };
    return cmocka_run_group_tests(tests, make_run, remove_folder);
}
