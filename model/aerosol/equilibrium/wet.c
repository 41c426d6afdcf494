/* wet.c - a solution with solids: growth out of the solution, Newton to finish. */
#include "model/aerosol/equilibrium/wet.h"

#include "model/aerosol/equilibrium/elimination.h"
#include "model/aerosol/equilibrium/equilibrium.h"
#include "model/aerosol/equilibrium/wet_system.h"

#include <math.h>
#include <string.h>

enum { MOST_FINISH = 12, MOST_SETS = 8, MOST_CUTS = 6 };

static const double vanished = 1e-5; /* share of the water that came */
static const double near = 1e-3;     /* residual of growth from which the finish is tried */
static const double settled = 1e-11; /* residual to which the finish goes */
static const double wrong = 1e-10;   /* -z, or -s over its scale, from which a set of solids is not right */

/* How boldly to go, each where the one before did not settle: longest step of ln n, most growth in a step (of the
 * scale of a solid), steps, and whether steps are so short that solids never take more than there is. */
typedef struct pace {
    double longest, growth;
    int steps;
    bool bounded;
} pace;
static const pace paces[] = {{0.7, 0.2, 200, false},  {0.7, 0.2, 200, true},  {0.3, 0.05, 600, true},
                             {0.3, 0.05, 600, false}, {0.7, 0.7, 200, false}, {0.1, 0.02, 2000, true}};
enum { PACES = sizeof paces / sizeof *paces };

/* A point on the way. */
typedef struct path {
    double log_n[LT_N_IONS], s[LT_N_SOLIDS_WITH_WATER], z[LT_N_SOLIDS_WITH_WATER]; /* s in mol/m3 */
    double tau;       /* time of a step from which ln n does not go too far */
    double rise, way; /* of sulfate over bisulfate, as newton.h leads it */
    lt_wet_point at;
} path;

static double largest(const double *e, int n) {
    double most = 0;
    for (int k = 0; k < n; k++)
        if (!(fabs(e[k]) <= most)) most = isfinite(e[k]) ? fabs(e[k]) : INFINITY; /* not a number, too */
    return most;
}

static bool has_balance(int i) {
    return i != LT_ION_H && i != LT_ION_HSO4;
}

/* Solves for the step x[0], sulfate over bisulfate led as newton.h leads it: the step of all others at a rise of it by
 * nothing and by 1, then the rise that its own equation (row, left) asks for. */
static bool led(double a[][LT_MOST_UNKNOWNS], const double *row, double left, double x[2][LT_MOST_UNKNOWNS], path *p) {
    for (int j = 0; j < LT_N_IONS; j++) a[LT_ION_HSO4][j] = (j == LT_ION_SO4) - (j == LT_ION_HSO4);
    x[0][LT_ION_HSO4] = 0;
    x[1][LT_ION_HSO4] = 1;
    if (!lt_eliminate(LT_N_IONS, a, 2, x)) return false;
    double slope = 0;
    for (int j = 0; j < LT_N_IONS; j++) left += row[j] * x[0][j], slope += row[j] * x[1][j];
    const double way = left < 0 ? 1 : -1, ratio = p->log_n[LT_ION_SO4] - p->log_n[LT_ION_HSO4];
    p->rise = way * p->way < 0 ? fmax(0.5 * p->rise, 0.01) : fmin(1.5 * p->rise, LT_EQ_STRIDE);
    p->way = way;
    const double most = fmax(p->rise, ratio > 1.5 ? 4 : ratio < -3.5 ? 1.5 : 0);
    const double rise = fabs(left) < most * fmax(slope, 1e-3) ? -left / fmax(slope, 1e-3) : way * most;
    for (int j = 0; j < LT_N_IONS; j++) x[0][j] += rise * x[1][j];
    return true;
}

/* The equations at a point of the path, with those of its solids. */
typedef struct equations {
    double e[LT_N_IONS], by[LT_N_IONS][LT_N_IONS], z_by[LT_N_SOLIDS_WITH_WATER][LT_N_IONS];
    bool grows[LT_N_SOLIDS_WITH_WATER]; /* is there, or ought to be */
    double most_z, residual;
} equations;

static void equations_at(const lt_wet_system *system, path *p, equations *q) {
    lt_wet_equations(system, &p->at, p->s, q->e, q->by);
    q->most_z = 0;
    for (int k = 0; k < system->n_solids; k++) {
        p->z[k] = lt_wet_undersaturation(system, &p->at, system->solid[k], q->z_by[k]);
        q->grows[k] = p->s[k] > 0 || p->z[k] < 0;
        if (q->grows[k]) q->most_z = fmax(q->most_z, fabs(p->z[k]));
    }
    q->residual = fmax(largest(q->e, LT_N_IONS), q->most_z);
}

/* Step x of ln n and ds of the solids in a time tau; false: there is none. *against: a solid goes against its z. */
static bool implicit_step(const lt_wet_system *system, const equations *q, double tau, path *p, double *x, double *ds,
                          bool *against) {
    double a[LT_N_IONS][LT_MOST_UNKNOWNS], both[2][LT_MOST_UNKNOWNS] = {{0}};
    for (int i = 0; i < LT_N_IONS; i++) {
        memcpy(a[i], q->by[i], sizeof q->by[i]);
        both[0][i] = -q->e[i];
    }
    for (int k = 0; k < system->n_solids; k++)
        for (int i = 0; q->grows[k] && i < LT_N_IONS; i++) {
            const int many = has_balance(i) ? lt_wet_counted(system->solid[k], i) : 0;
            if (!many) continue;
            const double share = many * tau * system->scale[k] / system->total[lt_ion_total[i]];
            both[0][i] += share * p->z[k];
            for (int j = 0; j < LT_N_IONS; j++) a[i][j] -= share * q->z_by[k][j];
        }
    const bool there_is = system->has[LT_ION_SO4] ? led(a, q->by[LT_ION_HSO4], q->e[LT_ION_HSO4], both, p)
                                                  : lt_eliminate(LT_N_IONS, a, 1, both);
    if (!there_is || !isfinite(largest(both[0], LT_N_IONS))) return false;
    memcpy(x, both[0], LT_N_IONS * sizeof *x);
    *against = false;
    for (int k = 0; k < system->n_solids; k++) {
        double z = p->z[k];
        for (int j = 0; j < LT_N_IONS; j++) z += q->z_by[k][j] * x[j];
        ds[k] = q->grows[k] ? -tau * z * system->scale[k] : 0;
        *against |= ds[k] * p->z[k] > 0 && fabs(ds[k]) > 1e-6 * system->scale[k];
    }
    return true;
}

/* Do the solids leave a tenth of what they left of every total, after a part of the step ds? */
static bool leaves_some(const lt_wet_system *system, const path *p, double part, const double *ds) {
    for (int i = LT_ION_NA; i < LT_N_IONS; i++) {
        if (!system->has[i] || !has_balance(i)) continue;
        double before = system->total[lt_ion_total[i]], after = before;
        for (int k = 0; k < system->n_solids; k++) {
            const int many = lt_wet_counted(system->solid[k], i);
            before -= many * p->s[k];
            after -= many * fmax(p->s[k] + part * ds[k], 0);
        }
        if (after < 0.1 * before) return false;
    }
    return true;
}

/* A step of growth; returns the largest residual before it, or -1 where there is no step. */
static double grow(const lt_wet_system *system, const pace *by, path *p) {
    equations q;
    equations_at(system, p, &q);
    double tau = fmin(fmin(by->growth / q.most_z, 1e9), by->bounded ? 4 * p->tau : INFINITY), x[LT_N_IONS],
           ds[LT_N_SOLIDS_WITH_WATER], part = 1;
    for (int cut = 0;; cut++, tau *= 0.25) {
        path trial = *p;
        bool against;
        if (!implicit_step(system, &q, tau, &trial, x, ds, &against)) return -1;
        const double length = largest(x, LT_N_IONS);
        part = length > by->longest ? by->longest / length : 1;
        p->tau = tau;
        if (cut < MOST_CUTS && (against || (by->bounded && !leaves_some(system, p, part, ds)))) continue;
        p->rise = trial.rise, p->way = trial.way;
        break;
    }
    for (int k = 0; k < system->n_solids; k++) p->s[k] = fmin(fmax(p->s[k] + part * ds[k], 0), system->scale[k]);
    for (int i = 0; i < LT_N_IONS; i++) p->log_n[i] += part * x[i];
    lt_wet_point_at(system, p->log_n, &p->at);
    return q.residual;
}

/* Newton with n solids of a list present and the others absent. false: did not settle. */
static bool finish(const lt_wet_system *system, const int *list, int n, path *p, double *residual) {
    double last = INFINITY;
    for (int step = 0;; step++) {
        double x[1][LT_MOST_UNKNOWNS], by[LT_N_IONS][LT_N_IONS], a[LT_MOST_UNKNOWNS][LT_MOST_UNKNOWNS] = {{0}};
        lt_wet_equations(system, &p->at, p->s, x[0], by);
        for (int i = 0; i < LT_N_IONS; i++) memcpy(a[i], by[i], sizeof by[i]);
        for (int k = 0; k < n; k++) {
            const int salt = system->solid[list[k]];
            x[0][LT_N_IONS + k] = lt_wet_undersaturation(system, &p->at, salt, a[LT_N_IONS + k]);
            for (int i = 0; i < LT_N_IONS; i++)
                if (has_balance(i) && lt_wet_counted(salt, i))
                    a[i][LT_N_IONS + k] =
                        lt_wet_counted(salt, i) * system->scale[list[k]] / system->total[lt_ion_total[i]];
        }
        *residual = largest(x[0], LT_N_IONS + n);
        if (*residual < settled || (*residual < LT_EQ_TOLERANCE / 100 && *residual > 0.5 * last)) return true;
        if (step == MOST_FINISH || !isfinite(*residual) || !lt_eliminate(LT_N_IONS + n, a, 1, x)) return false;
        last = *residual;
        const double length = largest(x[0], LT_N_IONS), part = length > 1 ? 1 / length : 1;
        for (int i = 0; i < LT_N_IONS; i++) p->log_n[i] -= part * x[0][i];
        for (int k = 0; k < n; k++) p->s[list[k]] -= part * x[0][LT_N_IONS + k] * system->scale[list[k]];
        lt_wet_point_at(system, p->log_n, &p->at);
    }
}

/* The solid that is worst of those that are there with s < 0 or missing with z < 0; -1: none. */
static int worst_of(const lt_wet_system *system, const path *p, const bool *present) {
    int worst = -1;
    double most = wrong;
    for (int k = 0; k < system->n_solids; k++) {
        const double off =
            present[k] ? -p->s[k] / system->scale[k] : -lt_wet_undersaturation(system, &p->at, system->solid[k], NULL);
        if (off > most) most = off, worst = k;
    }
    return worst;
}

/* Finishes with the solids that have grown; the set is put right where it is wrong. */
static bool finish_sets(const lt_wet_system *system, path *p, double *residual) {
    bool present[LT_N_SOLIDS_WITH_WATER];
    for (int k = 0; k < system->n_solids; k++) present[k] = p->s[k] > 0;
    for (int trial = 0; trial < MOST_SETS; trial++) {
        int list[LT_N_SOLIDS_WITH_WATER], n = 0;
        for (int k = 0; k < system->n_solids; k++)
            if (present[k]) list[n++] = k;
        if (!finish(system, list, n, p, residual)) return false;
        const int worst = worst_of(system, p, present);
        if (worst < 0) return true;
        present[worst] = !present[worst];
        p->s[worst] = 0;
    }
    return false;
}

static void begin(const lt_wet_system *system, const lt_wet *wet, path *p) {
    *p = (path){.rise = LT_EQ_STRIDE, .tau = INFINITY};
    for (int i = 0; i < LT_N_IONS; i++) p->log_n[i] = lt_log(fmax(wet->ion[i], 1e-300));
    lt_wet_point_at(system, p->log_n, &p->at);
}

static bool is_unsaturated(const lt_wet_system *system, const lt_wet_point *at) {
    for (int k = 0; k < system->n_solids; k++)
        if (lt_wet_undersaturation(system, at, system->solid[k], NULL) < 0) return false;
    return true;
}

static void store(const lt_wet_system *system, const path *p, double residual, lt_wet *wet) {
    memcpy(wet->ion, p->at.n, sizeof wet->ion);
    memcpy(wet->gas, p->at.gas, sizeof wet->gas);
    for (int k = 0; k < system->n_solids; k++) wet->solid[system->solid[k]] = fmax(p->s[k], 0);
    wet->hydroxide = p->at.hydroxide;
    wet->water = p->at.water;
    wet->strength = p->at.strength;
    wet->residual = residual;
}

static int go(const lt_wet_system *system, const pace *by, double least_water, path *p, lt_wet *wet) {
    for (int step = 0; step < by->steps; step++) {
        const double residual = grow(system, by, p);
        if (residual < 0) return LT_WET_OPEN;
        if (p->at.water < least_water) return LT_WET_VANISHES;
        if (residual > near) continue;
        double left;
        path end = *p;
        if (finish_sets(system, &end, &left)) {
            store(system, &end, left, wet);
            return LT_WET_SATURATED;
        }
    }
    return LT_WET_OPEN;
}

/* As it came, or better where that had not settled. */
static int unsaturated(const lt_wet_system *system, path *p, lt_wet *wet) {
    double left;
    if (wet->residual > LT_EQ_TOLERANCE && finish_sets(system, p, &left)) store(system, p, left, wet);
    return LT_WET_UNSATURATED;
}

int lt_wet_solve(const lt_wet_problem *problem, lt_wet *wet) {
    lt_wet_system system;
    lt_wet_system_of(problem, &system);
    memset(wet->solid, 0, sizeof wet->solid);
    int found = LT_WET_OPEN;
    const int first = problem->evaporates ? 0 : 1; /* reverse: acid is left by itself, so bounded */
    for (int k = first; k < PACES && found == LT_WET_OPEN; k++) {
        path p;
        begin(&system, wet, &p);
        if (k == first && is_unsaturated(&system, &p.at)) return unsaturated(&system, &p, wet);
        found = go(&system, &paces[k], problem->may_vanish ? vanished * p.at.water : 0, &p, wet);
    }
    return found;
}
