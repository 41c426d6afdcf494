/* boundary_file.h - a boundary file as a person would make it, of a grid of mini_air.h, with room for one fault. */
#ifndef LT_TEST_BOUNDARY_FILE_H
#define LT_TEST_BOUNDARY_FILE_H

#include "model/state/boundary.h"
#include "tests/support/mini_air.h"

typedef struct boundary_plan {
    bool perimeter, initial;
    int n_times, step_h;   /* from mini_start */
    const char *lacks[2];  /* species that are left out, or NULL */
    int gap;               /* this instant and all later ones come an hour late; 0: none */
    double late;           /* s that all instants come late */
    const char *twice;     /* the second species of the file has this name in place of its own, or NULL */
    double x_shift;        /* m */
    const double *z_edge;  /* NULL: mini_edges */
    const char *chemistry; /* the attribute, or NULL: it has none */
    double bad;            /* a value ... */
    const char *bad_in;    /* ... in layer 2, cell 3 of the third species at instant 1 of this variable; NULL: none */
    double (*value)(int variable, int record, int s, int k, int c);
} boundary_plan;

static const char *const boundary_variables[] = {"west", "east", "south", "north", "top", "initial"};

static inline void boundary_put(lt_ncw *file, const boundary_plan *p, int v, int record, int n_species, int nz, int n) {
    double *values = calloc((size_t)(n_species * nz * n), sizeof *values);
    for (int s = 0; s < n_species; ++s)
        for (int k = 0; k < nz; ++k)
            for (int c = 0; c < n; ++c) values[(s * nz + k) * n + c] = p->value(v, record, s, k, c);
    if (p->bad_in && !strcmp(p->bad_in, boundary_variables[v]) && record == 1)
        values[(2 * nz + (nz > 2 ? 2 : 0)) * n + (n > 3 ? 3 : 0)] = p->bad;
    MINI_OK(lt_ncw_put_double_record(file, boundary_variables[v], (size_t)record, values));
    free(values);
}

static inline void boundary_axes(lt_ncw *file, const boundary_plan *p, const lt_grid *grid) {
    double x[MINI_NX], y[MINI_NY];
    for (int i = 0; i < MINI_NX; ++i) x[i] = grid->x0 + (i + 0.5) * grid->dx + p->x_shift;
    for (int j = 0; j < MINI_NY; ++j) y[j] = grid->y0 + (j + 0.5) * grid->dx;
    MINI_OK(lt_ncw_put_double(file, "z_edge", p->z_edge ? p->z_edge : mini_edges));
    for (int n = 0; n < p->n_times; ++n) {
        double time = (double)mini_start + p->late + 3600.0 * (n * p->step_h + (p->gap > 0 && n >= p->gap));
        MINI_OK(lt_ncw_put_double_record(file, "time_edge", (size_t)n, &time));
        if (p->initial && n == 0) MINI_OK(lt_ncw_put_double(file, "time_initial", &time));
    }
    if (!p->perimeter) return;
    MINI_OK(lt_ncw_put_double(file, "x", x));
    MINI_OK(lt_ncw_put_double(file, "y", y));
    MINI_OK(lt_ncw_attr_text(file, NULL, "proj4", grid->proj));
}

/* Species of the file, in order. */
static inline int boundary_species(const boundary_plan *p, const char *names[LT_N_SPECIES]) {
    int n = 0;
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        const char *name = lt_passive_species[s].name;
        bool out = (p->lacks[0] && !strcmp(name, p->lacks[0])) || (p->lacks[1] && !strcmp(name, p->lacks[1]));
        if (!out) names[n++] = name;
    }
    if (p->twice) names[1] = p->twice;
    return n;
}

static inline void boundary_write(lt_outdir *dir, const char *name, const lt_grid *grid, const boundary_plan *p) {
    static const char *const dims[2][6] = {{"time_edge species z", "time_edge species z", "time_edge species z",
                                            "time_edge species z", "time_edge species", "time_initial species z"},
                                           {"time_edge species z y", "time_edge species z y", "time_edge species z x",
                                            "time_edge species z x", "time_edge species y x",
                                            "time_initial species z y x"}};
    static const lt_field axes[] = {
        {"time_edge", NULL, "seconds since 1970-01-01 00:00:00", "time_edge", "instants"},
        {"time_initial", NULL, "seconds since 1970-01-01 00:00:00", "time_initial", "instants"},
        {"z_edge", NULL, "m", "z_edge", "heights"},
        {"x", NULL, "m", "x", "map"},
        {"y", NULL, "m", "y", "map"}};
    static const lt_field strings = {"species", NULL, NULL, "species", "names"};
    const char *names[LT_N_SPECIES];
    const int n_species = boundary_species(p, names);
    lt_ncw *file;
    MINI_OK(lt_ncw_create(dir, name, "a boundary", &file));
    const struct {
        const char *name;
        int n;
    } sizes[] = {{"time_edge", p->n_times}, {"species", n_species}, {"z", MINI_NZ}, {"z_edge", MINI_NZ + 1},
                 {"time_initial", 1},       {"x", MINI_NX},         {"y", MINI_NY}};
    for (int n = 0; n < (p->perimeter ? 7 : 5); ++n) MINI_OK(lt_ncw_dim(file, sizes[n].name, (size_t)sizes[n].n));
    for (int n = 0; n < (p->perimeter ? 5 : 3); ++n)
        if (n != 1 || p->initial) MINI_OK(lt_ncw_var(file, &axes[n], NC_DOUBLE));
    MINI_OK(lt_ncw_var(file, &strings, NC_STRING));
    for (int v = 0; v < (p->initial ? 6 : 5); ++v) {
        const lt_field field = {boundary_variables[v], NULL, "kg kg-1", dims[p->perimeter][v], "mixing ratio"};
        MINI_OK(lt_ncw_var(file, &field, NC_DOUBLE));
    }
    MINI_OK(lt_ncw_put_strings(file, "species", names));
    if (p->chemistry) MINI_OK(lt_ncw_attr_text(file, NULL, "chemistry", p->chemistry));
    boundary_axes(file, p, grid);
    for (int v = 0; v < (p->initial ? 6 : 5); ++v) {
        int cells = v < 2 ? MINI_NY : v < 4 ? MINI_NX : MINI_NX * MINI_NY;
        for (int r = 0; r < (v == 5 ? 1 : p->n_times); ++r)
            boundary_put(file, p, v, r, n_species, v == 4 ? 1 : MINI_NZ, p->perimeter ? cells : 1);
    }
    MINI_OK(lt_ncw_commit(file));
}
#endif
