/* box_sweep.c - many runs over two factors (box_sweep.h). */
#include "model/chemistry/box/box_sweep.h"

#include "base/csv.h"
#include "base/log.h"
#include "model/chemistry/box/box_history.h"
#include "model/chemistry/box/box_private.h"
#include "model/chemistry/box/names.h"

#include <math.h>
#include <omp.h>
#include <string.h>

static const lt_box_axis_keys *axis_of(const lt_box *box, int axis) {
    return axis ? &box->setup->sweep.y : &box->setup->sweep.x;
}

/* --- what the axes name ------------------------------------------------------------------------------------------- */

static lt_status find_source(const lt_box *box, const lt_node *node, const char *name, int *out) {
    const char *names[64];
    int n = 0;
    for (int k = 0; k < box->n_sources; k++) {
        *out = k;
        if (strcmp(box->sources[k].name, name) == 0) return LT_OK;
        if (box->sources[k].name[0] && n < 64) names[n++] = box->sources[k].name;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("sweep: no source %s", name), .where = lt_node_where(node),
                    .expected = n ? lt_one_of(names, n) : "the name of a source of the section emissions",
                    .found = lt_fmt("\"%s\"", name), .todo = lt_did_you_mean(name, names, n));
}

/* Is there anything but 0 that the factors of an axis multiply? */
static bool multiplies(const lt_box_sweep *sweep, int axis) {
    const lt_box *box = sweep->box;
    if (axis_of(box, axis)->light && box->sky && box->setup->photolysis.factor > 0.0) return true;
    for (int s = 0; s < box->mechanism->n_variable; s++)
        if (sweep->initial[axis][s] > 0.0 && box->initial[s] > 0.0 && isnan(box->held[s])) return true;
    for (int k = 0; k < box->n_sources; k++)
        for (int j = 0; sweep->source[axis][k] > 0.0 && j < box->sources[k].n; j++)
            if (box->sources[k].rate[j] > 0.0 && isnan(box->held[box->sources[k].species[j]])) return true;
    return false;
}

static lt_status read_axis(lt_box_sweep *sweep, int axis, lt_faults *faults) {
    const lt_box *box = sweep->box;
    const lt_box_axis_keys *keys = axis_of(box, axis);
    const lt_node *node = lt_box_case_node(box->setup, "sweep", axis ? "y" : "x");
    const long before = faults->n;
    LT_TRY(lt_calloc((size_t)box->mechanism->n_variable, sizeof(double), &sweep->initial[axis]));
    LT_TRY(lt_calloc((size_t)box->n_sources, sizeof(double), &sweep->source[axis]));
    for (long k = 0; k < keys->initial.n; k++) {
        int s = -1;
        if (!((char *const *)keys->initial.items)[k]) continue; /* the schema has said it */
        const lt_status status = lt_names_species(box->mechanism, node, "sweep",
                                                  ((char *const *)keys->initial.items)[k], LT_SPECIES_VARIABLE, &s);
        if (status == LT_OK) sweep->initial[axis][s] = 1.0;
        LT_TRY(lt_faults_take(faults, status));
    }
    for (long k = 0; k < keys->sources.n; k++) {
        int source = -1;
        if (!((char *const *)keys->sources.items)[k]) continue;
        const lt_status status = find_source(box, node, ((char *const *)keys->sources.items)[k], &source);
        if (status == LT_OK) sweep->source[axis][source] = 1.0;
        LT_TRY(lt_faults_take(faults, status));
    }
    if (faults->n > before || multiplies(sweep, axis)) return LT_OK;
    const bool named = keys->initial.n + keys->sources.n > 0 || keys->light;
    return lt_faults_take(
        faults,
        LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("axis %s of the sweep multiplies nothing", axis ? "y" : "x"),
                 .where = lt_node_where(node), .expected = "initial, emissions or photolysis",
                 .found = named ? "amounts of 0, held species, or light without law: clear_sky" : "none of them",
                 .todo = "name what its factors multiply"));
}

static lt_status fill(lt_box_sweep *sweep, lt_faults *faults) {
    const lt_box *box = sweep->box;
    const size_t cells = (size_t)(sweep->nx * sweep->ny);
    for (int axis = 0; axis < 2; axis++) LT_TRY(read_axis(sweep, axis, faults));
    LT_TRY(lt_calloc((size_t)box->setup->sweep.of.n, sizeof *sweep->of, &sweep->of));
    LT_TRY(lt_box_read_sums(box, lt_box_case_node(box->setup, "sweep", "of"), "sweep", &box->setup->sweep.of, faults,
                            sweep->of, &sweep->n_of));
    LT_TRY(lt_calloc(cells * (size_t)sweep->n_of, sizeof(double), &sweep->most));
    return lt_calloc(cells * (size_t)sweep->n_of, sizeof(double), &sweep->most_hour);
}

lt_status lt_box_sweep_create(const lt_box *box, lt_faults *faults, lt_box_sweep **out) {
    LT_TRY(lt_calloc(1, sizeof **out, out));
    lt_box_sweep *sweep = *out;
    sweep->box = box;
    sweep->nx = (int)box->setup->sweep.x.factors.n;
    sweep->ny = (int)box->setup->sweep.y.factors.n;
    const lt_status status = fill(sweep, faults);
    if (status == LT_OK) return LT_OK;
    lt_box_sweep_free(sweep);
    *out = NULL;
    return status;
}

void lt_box_sweep_free(lt_box_sweep *sweep) {
    if (!sweep) return;
    for (int axis = 0; axis < 2; axis++) {
        lt_free(sweep->initial[axis]);
        lt_free(sweep->source[axis]);
    }
    for (int k = 0; sweep->of && k < sweep->n_of; k++) lt_free(sweep->of[k].species);
    lt_free(sweep->of);
    lt_free(sweep->most);
    lt_free(sweep->most_hour);
    lt_free(sweep);
}

/* --- the runs ----------------------------------------------------------------------------------------------------- */

static double factor_of(const lt_box *box, int axis, int k) {
    return ((const double *)axis_of(box, axis)->factors.items)[k];
}

/* Factors of one member: those of both axes multiplied where both name a thing. */
static void set_factors(const lt_box_sweep *sweep, int i, int j, double *initial, double *source,
                        lt_box_factors *factors) {
    const lt_box *box = sweep->box;
    const double f[2] = {factor_of(box, 0, i), factor_of(box, 1, j)};
    *factors = (lt_box_factors){.initial = initial, .source = source, .light = 1.0};
    for (int s = 0; s < box->mechanism->n_variable; s++) initial[s] = 1.0;
    for (int k = 0; k < box->n_sources; k++) source[k] = 1.0;
    for (int axis = 0; axis < 2; axis++) {
        for (int s = 0; s < box->mechanism->n_variable; s++)
            if (sweep->initial[axis][s] > 0.0) initial[s] *= f[axis];
        for (int k = 0; k < box->n_sources; k++)
            if (sweep->source[axis][k] > 0.0) source[k] *= f[axis];
        if (axis_of(box, axis)->light) factors->light *= f[axis];
    }
}

static void note_most(lt_box_sweep *sweep, const lt_box_run *run, int i, int j, bool first) {
    for (int k = 0; k < sweep->n_of; k++) {
        const long at = ((long)k * sweep->ny + j) * sweep->nx + i;
        const double value = lt_box_history_sum(&sweep->of[k], run->c);
        if (!first && !(value > sweep->most[at])) continue;
        sweep->most[at] = value;
        sweep->most_hour[at] = run->t / LT_HOUR;
    }
}

static lt_status run_member(lt_box_sweep *sweep, int i, int j, double *initial, double *source,
                            lt_chem_counts *counts) {
    const lt_box *box = sweep->box;
    const long steps = lt_box_case_steps(box->setup);
    const long every = (long)(box->setup->output_step_s / box->setup->step_s + 0.5);
    lt_box_factors factors;
    lt_box_run *run;
    set_factors(sweep, i, j, initial, source, &factors);
    LT_TRY(lt_box_run_create(box, &factors, &run));
    note_most(sweep, run, i, j, true);
    lt_status status = LT_OK;
    for (long n = 1; status == LT_OK && n <= steps; n++) {
        status = lt_box_run_step(run);
        if (status == LT_OK && n % every == 0) note_most(sweep, run, i, j, false);
    }
    *counts = run->counts;
    lt_box_run_free(run);
    return status;
}

/* Errors are the thread's own; the member with the lowest number is run again by the main thread to have its error. */
lt_status lt_box_sweep_run(lt_box_sweep *sweep, int threads) {
    const int members = sweep->nx * sweep->ny, team = threads > 0 ? threads : omp_get_max_threads();
    const size_t width = (size_t)(sweep->box->mechanism->n_variable + sweep->box->n_sources);
    int failed = members;
    long done = 0;
    double *work;
    LT_TRY(lt_calloc(width * (size_t)team, sizeof *work, &work));
    lt_progress_begin("box sweep", members, "members");
#pragma omp parallel for schedule(dynamic, 1) num_threads(team)
    for (int n = 0; n < members; n++) {
        double *mine = work + width * (size_t)omp_get_thread_num();
        lt_chem_counts counts = {0};
        const lt_status status =
            run_member(sweep, n % sweep->nx, n / sweep->nx, mine, mine + sweep->box->mechanism->n_variable, &counts);
#pragma omp critical
        {
            lt_chem_counts_add(&sweep->counts, &counts);
            if (status != LT_OK && n < failed) failed = n;
            done++;
            if (omp_get_thread_num() == 0) lt_progress_step(done, "");
        }
    }
    lt_progress_end();
    lt_status status = LT_OK;
    if (failed < members) {
        lt_chem_counts counts;
        status = run_member(sweep, failed % sweep->nx, failed / sweep->nx, work,
                            work + sweep->box->mechanism->n_variable, &counts);
        status = lt_error_context(status, "member %s = %g, %s = %g of the sweep", axis_of(sweep->box, 0)->name,
                                  factor_of(sweep->box, 0, failed % sweep->nx), axis_of(sweep->box, 1)->name,
                                  factor_of(sweep->box, 1, failed / sweep->nx));
    }
    lt_free(work);
    return status;
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static void put_rows(const lt_box_sweep *sweep, FILE *out) {
    const lt_box *box = sweep->box;
    const char *unit = box->native ? "" : "_ppb";
    lt_box_write_head(box, "Maxima over the run at the output times, by factors on two axes.", out);
    fprintf(out, "%s,%s", axis_of(box, 0)->name, axis_of(box, 1)->name);
    for (int k = 0; k < sweep->n_of; k++)
        fprintf(out, ",max_%s%s,max_%s_hour", sweep->of[k].name, unit, sweep->of[k].name);
    fputc('\n', out);
    for (int j = 0; j < sweep->ny; j++)
        for (int i = 0; i < sweep->nx; i++) {
            fprintf(out, "%.9g,%.9g", factor_of(box, 0, i), factor_of(box, 1, j));
            for (int k = 0; k < sweep->n_of; k++) {
                const long at = ((long)k * sweep->ny + j) * sweep->nx + i;
                fprintf(out, ",%.9g,%.9g", sweep->most[at], sweep->most_hour[at]);
            }
            fputc('\n', out);
        }
}

static void put_matrix(const lt_box_sweep *sweep, int k, FILE *out) {
    const lt_box *box = sweep->box;
    lt_box_write_head(box,
                      lt_fmt("Maximum of %s%s: %s to the right, %s down.", sweep->of[k].name,
                             box->native ? "" : " in ppb", axis_of(box, 0)->name, axis_of(box, 1)->name),
                      out);
    fputs(axis_of(box, 1)->name, out);
    for (int i = 0; i < sweep->nx; i++) fprintf(out, ",%.9g", factor_of(box, 0, i));
    fputc('\n', out);
    for (int j = 0; j < sweep->ny; j++) {
        fprintf(out, "%.9g", factor_of(box, 1, j));
        for (int i = 0; i < sweep->nx; i++)
            fprintf(out, ",%.9g", sweep->most[((long)k * sweep->ny + j) * sweep->nx + i]);
        fputc('\n', out);
    }
}

lt_status lt_box_sweep_write(const lt_box_sweep *sweep, lt_outdir *dir, const char *stem, lt_box_files *files) {
    FILE *out;
    const char *rows = lt_box_files_add(files, stem, "_sweep.csv");
    LT_TRY(lt_outdir_stream(dir, rows, &out));
    put_rows(sweep, out);
    LT_TRY(lt_outdir_commit_stream(dir, rows, out));
    for (int k = 0; k < sweep->n_of; k++) {
        const char *name = lt_box_files_add(files, stem, lt_fmt("_sweep_%s.csv", sweep->of[k].name));
        LT_TRY(lt_outdir_stream(dir, name, &out));
        put_matrix(sweep, k, out);
        LT_TRY(lt_outdir_commit_stream(dir, name, out));
    }
    return LT_OK;
}
