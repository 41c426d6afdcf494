#include "postproc/ozone_desk/answer.h"

#include <math.h>

const lt_hold_row lt_hold_table[LT_N_HOLDS] = {
#define LT_HOLD_ROW(id, word, en, zh) {word, en, zh},
    LT_HOLD_LIST(LT_HOLD_ROW)
#undef LT_HOLD_ROW
};

/* Steps in which a line over the surface is looked along: a polynomial of so low a degree turns once or twice. */
enum { STEPS = 600, HALVINGS = 60 };

lt_regime lt_regime_of_slopes(const double slope[2], const double error[2]) {
    const double nox = -slope[0], voc = -slope[1];
    if (nox < -error[0]) return LT_REGIME_VOC;
    if (nox > error[0] && nox > 2 * fmax(voc, 0)) return LT_REGIME_NOX;
    if (voc > error[1] && voc > 2 * fmax(nox, 0)) return LT_REGIME_VOC;
    const bool seen = nox > error[0] || voc > error[1];
    return seen && nox > 0 && voc > 0 ? LT_REGIME_TRANSITION : LT_N_REGIMES;
}

double lt_ratio_of_slopes(const double slope[2], const double error[2]) {
    return slope[0] > error[0] && slope[1] < -error[1] ? slope[0] / -slope[1] : NAN;
}

/* A line over the surface: along NOx without VOC, or along VOC at one cut of NOx. */
typedef struct lt_line {
    const lt_surface_plan *plan;
    const lt_surface *surface;
    bool along_nox;
    double nox, most;
} lt_line;

static double on(const lt_line *line, double at) {
    return line->along_nox ? lt_surface_at(line->plan, line->surface, at, 0)
                           : lt_surface_at(line->plan, line->surface, line->nox, at);
}

/* The first place after `from` where the line, above `level` there, comes down to it; NaN if it does not. */
static double down_to(const lt_line *line, double from, double level) {
    double above = from;
    for (int k = 1; k <= STEPS; k++) {
        double below = from + (line->most - from) * k / STEPS;
        if (on(line, below) > level) {
            above = below;
            continue;
        }
        for (int h = 0; h < HALVINGS; h++) {
            const double middle = (above + below) / 2;
            *(on(line, middle) > level ? &above : &below) = middle;
        }
        return below;
    }
    return NAN;
}

lt_turn lt_turn_of(const lt_surface_plan *plan, const lt_surface *surface, double floor) {
    const lt_line line = {plan, surface, true, 0, plan->x_most};
    lt_turn turn = {0, 0, NAN};
    for (int k = 1; k <= STEPS; k++) {
        const double at = line.most * k / STEPS, value = on(&line, at);
        if (value > turn.rise) turn.peak = at, turn.rise = value;
    }
    if (!(turn.rise > floor)) return (lt_turn){0, 0, NAN};
    turn.back = down_to(&line, turn.peak, 0);
    return turn;
}

lt_hold lt_hold_at(const lt_surface_plan *plan, const lt_surface *surface, double nox, double floor) {
    const lt_line line = {plan, surface, false, nox, plan->y_most};
    const double alone = on(&line, 0);
    lt_hold hold = {LT_HOLD_NONE, nox, NAN, NAN, NAN};
    if (fabs(alone) <= floor) return hold;
    hold.kind = LT_HOLD_FALLS;
    if (alone < 0) return hold;
    hold.low = down_to(&line, 0, floor);
    hold.voc = down_to(&line, 0, 0);
    hold.high = down_to(&line, 0, -floor);
    hold.kind = isnan(hold.voc) ? LT_HOLD_BEYOND : LT_HOLD_HELD;
    if (isnan(hold.voc)) hold.voc = plan->y_most;
    return hold;
}
