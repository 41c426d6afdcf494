/* conservation.c - atoms through gas, particles, drops and removal: a run of the driver, its budget by element.
 *
 * Files of model/bench/synthetic.h on 12 x 12 x 20 cells of 9 km: wind through every border, cloud and rain in bands,
 * emissions, dry deposition, cb6r5 with all of the aerosol. Of every species the budget's table (driver/budget.h) has
 * the kg that each process moved. Of an element
 *   stored = emitted + in - out + top_in - top_out - dry - wet + made,   made = 0,
 * where `made` is what chemistry and aerosol did to all species that hold it, in moles. Shown is |made| over burden and
 * gross fluxes of the worst hour, as the budget's own check, beside the budget's aim. Bound, as the budget's own, where
 * that is more: all roundings of an hour, half a unit in the last place for gas chemistry and for aerosol in each of 12
 * steps, and ten digits of the budget's file. What clipping of negative values adds has a line of its own in the budget
 * and is shown (of oxidised nitrogen 3.5e-7 an hour, float and double alike); beside it chemistry makes nothing. A
 * second row closes the whole line.
 *
 * Atoms: gases by the composition in the mechanism, particles by the list below. Nitrogen: oxidised and reduced apart
 * (NH3 and ammonium). Nitrogen that the mechanism makes or loses is left out where it is known (chemistry/verify/
 * balance.c): MTNO3 and its particles are not counted, as their nitrogen stands in NTR2; R160 and R170 make or lose a
 * thousandth of an atom a turn, and together turn no oftener than isoprene and what came of it react. HET_IEPOXOS takes
 * a sulfate each turn for an organosulfate that AISO3J has without its sulfur: as often as its product is made, counted
 * by that. Carbon is lumped, and leaves to CO2: shown. */
#include "model/aerosol/verify/verify.h"

#include "base/bench.h"
#include "base/csv.h"
#include "model/aerosol/constituents.h"
#include "model/aerosol/paths.h"
#include "model/aerosol/verify/haze_case.h"
#include "model/bench/synthetic.h"
#include "model/driver/run.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NX = 12, NY = 12, HOURS = 3 };

/* --- atoms -------------------------------------------------------------------------------------------------------- */

enum { SULFUR, NITROGEN, AMMONIA, SODIUM, CHLORINE, CARBON, N_ELEMENTS };
static const char *const element_names[] = {"sulfur", "oxidised nitrogen", "reduced nitrogen",
                                            "sodium", "chlorine",          "carbon of gases"};
static const char *const symbols[] = {"S", "N", "", "", "Cl", "C"}; /* of the mechanism's composition */

static const struct {
    const char *species;
    int element;
    double count;
} particles[] = {{"ASO4J", SULFUR, 1},   {"ASO4K", SULFUR, 1},  {"AHMSJ", SULFUR, 1}, {"ANO3J", NITROGEN, 1},
                 {"ANO3K", NITROGEN, 1}, {"ANH4J", AMMONIA, 1}, {"NH3", AMMONIA, 1},  {"ANAJ", SODIUM, 1},
                 {"ACLJ", CHLORINE, 1},  {"ACLK", CHLORINE, 1}};

/* mol of the element in a kg of the species. */
static double in_kg(const lt_chemical_set *set, int element, const char *name) {
    const int s = lt_chemical_set_find(set, name);
    if (s < 0 || strcmp(name, "MTNO3") == 0) return 0.0;
    const lt_species_info *info = &set->info[s];
    if (element == SODIUM && strcmp(name, "ASEACAT") == 0) return 1e3 * LT_SEA_SODIUM / 22.990;
    for (size_t p = 0; p < sizeof particles / sizeof *particles; ++p)
        if (particles[p].element == element && strcmp(particles[p].species, name) == 0)
            return 1e3 * particles[p].count / (info->particle ? info->particle->molar_mass : info->molar_mass);
    if (s >= set->n_gases || !symbols[element][0]) return 0.0;
    const lt_mech_species *species = &set->mechanism->species[set->reacting[s].row];
    for (int a = 0; a < species->n_atoms; ++a)
        if (strcmp(set->mechanism->elements[species->atoms[a].element], symbols[element]) == 0)
            return 1e3 * species->atoms[a].count / info->molar_mass;
    return 0.0;
}

/* g a mole of AISO3J; the mechanism's is 168.2 (chemistry_species.csv), less is safe. */
static const double epoxide_g = 100.0;

/* --- the run ------------------------------------------------------------------------------------------------------ */

static const char text[] = "step: 300 s\nchemistry: cb6r5\nvertical_mixing: acm2\nrestart_every: 8784\n"
                           "coarse_nitrate: dynamic\n";

static lt_status run(lt_outdir *dir) {
    lt_model_config config;
    lt_node *node;
    LT_TRY(lt_node_parse("verify aerosol", text, &node));
    lt_status status = lt_model_config_read(node, &config);
    lt_node_free(node);
    LT_TRY(status);
    const lt_model_run r = {.dir = dir,
                            .files = {.grid = "grid.nc",
                                      .met = "met.nc",
                                      .emissions = "emissions.nc",
                                      .conc = "conc.nc",
                                      .budget = "budget.csv"},
                            .restart_file = "restart.nc",
                            .title = "verify aerosol",
                            .span = {.start = LT_SYNTHETIC_START, .spinup_hours = 0, .output_hours = HOURS},
                            .config = &config,
                            .threads = 1,
                            .quiet = true};
    lt_model_result result;
    status = lt_synthetic_write(dir, NX, NY, HOURS, true);
    if (status == LT_OK) status = lt_model_run_files(&r, &result);
    lt_config_release(lt_model_config_rows, &config);
    return status;
}

/* --- the books ---------------------------------------------------------------------------------------------------- */

#define BOOK_LIST(X)                                                                                                   \
    X(emitted, 1)                                                                                                      \
    X(in, 1)                                                                                                           \
    X(out, -1) X(top_in, 1) X(top_out, -1) X(dry, -1) X(wet, -1) X(chemistry, 1) X(clipped, 1) X(stored, 0)            \
        X(burden, 0)
enum {
#define BOOK_ENUM(name, sign) BOOK_##name,
    BOOK_LIST(BOOK_ENUM) N_BOOKS
#undef BOOK_ENUM
};
static const struct {
    const char *column;
    double sign;
} book_columns[] = {
#define BOOK_ROW(name, sign) {#name "_kg", sign},
    BOOK_LIST(BOOK_ROW)
#undef BOOK_ROW
};

/* Of an hour, or of all: mol. */
typedef struct books {
    double of[N_ELEMENTS][N_BOOKS]; /* burden: at its end */
    double turnover[N_ELEMENTS];    /* that chemistry moved from species to species, at least */
    double isoprene, epoxide;       /* isoprene and what comes of it that reacted; AISO3J made, at most */
} books;

static lt_status book(const lt_chemical_set *set, const lt_csv *csv, const int *column, long row, int species,
                      books *b) {
    const char *name = lt_csv_text(csv, row, species);
    double kg[N_BOOKS];
    for (int k = 0; k < N_BOOKS; ++k) LT_TRY(lt_csv_double(csv, row, column[k], &kg[k]));
    for (int e = 0; e < N_ELEMENTS; ++e) {
        const double mol = in_kg(set, e, name);
        for (int k = 0; k < N_BOOKS; ++k) b->of[e][k] += mol * kg[k];
        b->turnover[e] += 0.5 * mol * fabs(kg[BOOK_chemistry]);
    }
    const int s = lt_chemical_set_find(set, name);
    if (strcmp(name, "ISOP") == 0 || strcmp(name, "ISPD") == 0 || strcmp(name, "INTR") == 0)
        b->isoprene += 1e3 * fabs(kg[BOOK_chemistry]) / set->info[s].molar_mass;
    if (strcmp(name, "AISO3J") == 0) b->epoxide += 1e3 * fmax(0.0, kg[BOOK_chemistry]) / epoxide_g;
    return LT_OK;
}

static lt_status read_books(const lt_chemical_set *set, const lt_csv *csv, books hours[HOURS]) {
    int species, column[N_BOOKS];
    LT_TRY(lt_csv_column(csv, "species", &species));
    for (int k = 0; k < N_BOOKS; ++k) LT_TRY(lt_csv_column(csv, book_columns[k].column, &column[k]));
    if (lt_csv_rows(csv) != (long)HOURS * set->n)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a budget of another length", .where = lt_csv_path(csv),
                        .expected = lt_fmt("%d hours of %d species", HOURS, set->n),
                        .found = lt_fmt("%ld rows", lt_csv_rows(csv)), .todo = "look at driver/budget.c");
    for (long row = 0; row < lt_csv_rows(csv); ++row)
        LT_TRY(book(set, csv, column, row, species, &hours[row / set->n]));
    return LT_OK;
}

static double gross(const double *of) {
    double sum = of[BOOK_burden];
    for (int k = 0; k < BOOK_chemistry; ++k) sum += fabs(of[k]);
    return sum;
}

static double known_defects(const books *b, int e) {
    return e == NITROGEN ? 0.002 * b->isoprene : e == SULFUR ? b->epoxide : 0.0;
}

/* Worst of the hours: made beyond known defects, defects, line left open; shares of burden and gross fluxes. */
static void worst_of(const books hours[HOURS], int e, double worst[3]) {
    for (int h = 0; h < HOURS; ++h) {
        const double *of = hours[h].of[e], all = gross(of), known = known_defects(&hours[h], e);
        double line = of[BOOK_stored];
        for (int k = 0; k < BOOK_stored; ++k) line -= book_columns[k].sign * of[k];
        worst[0] = lt_verify_worse(worst[0], fmax(0.0, fabs(of[BOOK_chemistry]) - known) / all);
        worst[1] = lt_verify_worse(worst[1], known / all);
        worst[2] = lt_verify_worse(worst[2], fabs(line) / all);
    }
}

/* Half a unit in the last place of the budget's file, ten digits, in each of some terms. */
static const double digits = 1e-9;

static double most_made(void) {
    const double in_float = 2.0 * 12.0 * 0.5 * (double)FLT_EPSILON;
    return sizeof(lt_real) == 4 ? in_float : digits;
}

static lt_status judge(lt_verify *verify, const books hours[HOURS], int e) {
    const books *last = &hours[HOURS - 1];
    const char *name = element_names[e], *share = "share of burden and gross fluxes of the last hour";
    const double *of = last->of[e], all = gross(of);
    double worst[3] = {0.0};
    worst_of(hours, e, worst);
    const struct {
        const char *metric;
        double value;
    } facts[] = {{"moved_between_species", last->turnover[e] / all},
                 {"clipped", of[BOOK_clipped] / all},
                 {"removed_dry", of[BOOK_dry] / all},
                 {"removed_wet", of[BOOK_wet] / all}};
    LT_TRY(LT_VERIFY_ADD(verify, .test = name, .metric = "burden_mol", .value = of[BOOK_burden], .sense = LT_AT_LEAST,
                         .bound = 1.0, .source = "there is some"));
    for (size_t n = 0; n < sizeof facts / sizeof *facts; ++n)
        LT_TRY(LT_VERIFY_ADD(verify, .test = name, .metric = facts[n].metric, .value = facts[n].value, .sense = LT_FACT,
                             .source = share));
    if (e == CARBON)
        return LT_VERIFY_ADD(verify, .test = name, .metric = "made", .value = of[BOOK_chemistry] / all,
                             .sense = LT_FACT, .source = "to CO2 and particles; lumps do not keep it");
    LT_TRY(LT_VERIFY_ADD(verify, .test = name, .metric = "known_defects", .value = worst[1], .sense = LT_FACT,
                         .source = "chemistry/mechanisms/README.md, at most"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = name, .metric = "made", .value = worst[0], .bound = most_made(),
                         .source = "all roundings of an hour"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = name, .metric = "made", .value = worst[0], .bound = LT_BUDGET_AIM,
                         .goal = true, .source = "aim of the budget"));
    return LT_VERIFY_ADD(verify, .test = name, .metric = "line_open", .value = worst[2],
                         .bound = fmax(LT_BUDGET_AIM, digits), .source = "aim of the budget, digits of its file");
}

static lt_status check(lt_verify *verify, lt_outdir *dir) {
    char path[1024];
    lt_chemical_set *set = NULL;
    lt_csv *csv = NULL;
    books hours[HOURS] = {0};
    LT_TRY(run(dir));
    LT_TRY(lt_outdir_join(dir, "budget.csv", path, sizeof path));
    lt_status status = lt_chemical_set_create("cb6r5", &set);
    if (status == LT_OK) status = lt_csv_read(path, &csv);
    if (status == LT_OK) status = read_books(set, csv, hours);
    for (int e = 0; e < N_ELEMENTS && status == LT_OK; ++e) status = judge(verify, hours, e);
    lt_csv_free(csv);
    lt_chemical_set_free(set);
    return status;
}

/* --- and of the columns of haze_case.h ------------------------------------------------------------------------------
 */

/* Burden less what was there, emitted, brought by ventilation and taken by the ground: chemistry and rounding. */
static lt_status columns_close(lt_verify *verify) {
    static const lt_haze_column columns[] = {{.left = {1, 1, 1, 1, 1, 1}, .place = LT_HAZE_PREFECTURE, .outside = -1},
                                             {.left = {1, 1, 1, 1, 1, 1}, .place = LT_HAZE_DISTRICTS, .outside = 0}};
    enum { N = sizeof columns / sizeof *columns, STEPS = 288 };
    const lt_haze_setup setup = {LT_HAZE_WINTER, 1, N, columns, LT_PATHS_ALL};
    const double bound = STEPS * 3 * 0.5 * (sizeof(lt_real) == 8 ? 1e-8 : (double)FLT_EPSILON);
    double worst[N_ELEMENTS] = {0.0};
    lt_haze_case h;
    lt_status status = lt_haze_run(&setup, &h);
    for (int e = 0; e < N_ELEMENTS && status == LT_OK; ++e)
        for (int c = 0; c < N; ++c) {
            double open = 0.0, all = 0.0;
            for (int s = 0; s < h.air.set->n; ++s) {
                const double mol = in_kg(h.air.set, e, h.air.set->info[s].name), now = lt_haze_burden(&h, s, c);
                open += mol * (now - h.before[s * N + c]);
                all += mol * now;
                for (int t = 0; t < LT_N_HAZE_TERMS; ++t) {
                    open -= mol * h.term[t][s * N + c];
                    all += mol * fabs(h.term[t][s * N + c]);
                }
            }
            worst[e] = lt_verify_worse(worst[e], all > 0.0 ? fabs(open) / all : 0.0);
        }
    lt_haze_free(&h);
    LT_TRY(status);
    for (int e = SULFUR; e <= AMMONIA; ++e) /* they have no sea salt */
        LT_TRY(LT_VERIFY_ADD(verify, .test = element_names[e], .metric = "haze_columns_open", .value = worst[e],
                             .bound = bound, .source = "roundings of a day: mixing, gases, aerosol"));
    return LT_OK;
}

lt_status lt_verify_aerosol_conservation(lt_verify *verify) {
    char folder[512];
    lt_outdir *dir = NULL;
    lt_bench_name_folder("verify-aerosol", folder, sizeof folder);
    lt_status status = lt_outdir_open(folder, &dir);
    if (status == LT_OK) status = check(verify, dir);
    lt_outdir_close(dir);
    lt_bench_remove_folder(folder);
    LT_TRY(status);
    return columns_close(verify);
}
