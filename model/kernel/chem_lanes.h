/* chem_lanes.h - cells through the lanes of a vector: included by chem_kernel.h.
 *
 * Every lane is a cell of its own with its own step; the moment it is done the next cell takes its place. No operation
 * mixes lanes, so a cell's end depends on nothing but its own numbers. A step that is not taken is tried again from y
 * with a smaller h; a taken one clips negative values to 0. How long steps are: chem_step.h. */

static void take_up(const lt_ros_control *control, const lt_chem_cells *cells, int l, lt_chem_work *w) {
    int place = __atomic_fetch_add(w->next, 1, __ATOMIC_RELAXED);
    w->cell[l] = -1;
    if (place >= cells->n) return;
    int cell = cells->order ? cells->order[place] : place;
    w->cell[l] = cell;
    w->left[l] = cells->seconds;
    w->wish[l] = cells->step[cell] > 0.0 ? cells->step[cell] : control->first_step;
    w->steps[l] = w->rejected[l] = 0;
    w->again[l] = w->clips[l] = false;
    const lt_real *c = (const lt_real *)cells->c + cell, *k = (const lt_real *)cells->k + cell;
    for (int p = 0; p < LT_CHEM_N; p++) ((lt_real *)&w->y[p])[l] = c[lt_chem_pivot[p] * cells->stride];
    for (int r = 0; r < LT_CHEM_REACTIONS; r++) ((lt_real *)&w->k[r])[l] = k[r * cells->stride];
}

static void put_back(const lt_chem_cells *cells, int l, int failed, lt_chem_work *w) {
    int cell = w->cell[l];
    cells->failed[cell] = (uint8_t)failed;
    if (cells->steps) cells->steps[cell] = w->steps[l];
    if (cells->rejected) cells->rejected[cell] = w->rejected[l];
    if (!failed) {
        cells->step[cell] = lt_chem_step_kept(cells->step[cell], w->first[l], w->wish[l]);
        lt_real *c = (lt_real *)cells->c + cell;
        for (int p = 0; p < LT_CHEM_N; p++) c[lt_chem_pivot[p] * cells->stride] = ((const lt_real *)&w->y[p])[l];
    }
    if (!w->clips[l]) return;
    for (int p = 0; p < LT_CHEM_N; p++) {
        lt_real *clipped = &((lt_real *)&w->clipped[p])[l];
        if (!failed && cells->clipped) cells->clipped[lt_chem_pivot[p] * cells->stride + cell] += (double)*clipped;
        *clipped = 0;
    }
}

/* The new state where it is taken (keep negative: where not); any_kept, any_below: some lane is kept, some taken one
 * has a negative value. */
static void accept(const lt_real *keep, bool any_kept, bool any_below, lt_chem_work *w) {
    if (!any_kept && !any_below) {
        lt_vec *y = w->y;
        w->y = w->z;
        w->z = y;
        return;
    }
    lt_vec zero = lt_v_all(0.0);
    lt_vec_mask kept = lt_v_negative(lt_v_load(keep));
    for (int p = 0; p < LT_CHEM_N; p++) w->y[p] = lt_v_select(kept, w->y[p], lt_v_max(zero, w->z[p]));
    if (!any_below) return;
    for (int p = 0; p < LT_CHEM_N; p++) w->clipped[p] -= lt_v_select(kept, zero, lt_v_min(zero, w->z[p]));
}

/* What the control makes of a lane's step, which the error allows to be longer by `factor`. */
static void judge_lane(bool taken, double factor, int l, lt_chem_work *w) {
    if (taken) {
        w->left[l] -= w->step[l];
        w->wish[l] = lt_chem_step_accepted(w->wish[l], w->step[l], w->again[l] && factor > 1.0 ? 1.0 : factor);
        if (w->steps[l]++ == 0) w->first[l] = w->wish[l];
    } else {
        w->rejected[l]++;
        w->wish[l] = w->step[l] * factor;
    }
    w->again[l] = !taken;
}

/* lt_chem_step_factor of all lanes, the same operations on vectors. */
static void factors(const lt_ros_control *control, int order, const double *mean_square, double *factor) {
    for (int l = 0; l < LT_V_LANES; l += LT_D_LANES) {
        lt_dvec safe = lt_d_min(lt_d_load(mean_square + l), lt_d_all(1e30)); /* no number: the second, 1e30 */
        safe = lt_d_max(safe, lt_d_all(1e-30));
        lt_dvec by = lt_d_all(control->safety) * lt_d_exp(lt_d_log(safe) * lt_d_all(-0.5 / order));
        lt_d_store(factor + l, lt_d_min(lt_d_max(by, lt_d_all(control->shrink)), lt_d_all(control->grow)));
    }
}

/* A lane's cell is done or has failed: put back, and the next one taken up. */
static void change_cells(const lt_ros_control *control, const lt_chem_cells *cells, const double *mean_square,
                         lt_chem_work *w) {
    for (int l = 0; l < LT_V_LANES; l++) {
        if (w->cell[l] < 0) continue;
        bool done = w->left[l] <= 0.0, small = w->again[l] && w->wish[l] < control->least_step;
        if (done || small || w->steps[l] + w->rejected[l] >= control->most_steps) {
            put_back(cells, l, done ? 0 : mean_square[l] < 1e30 ? 1 : 2, w);
            take_up(control, cells, l, w);
        }
        w->step[l] = lt_chem_step_try(w->wish[l], w->left[l]);
    }
}

/* sum: of squares, by lane. Judges each lane's step and sets its next. */
static void judge(const lt_rosenbrock *method, const lt_ros_control *control, const lt_chem_cells *cells, lt_vec sum,
                  lt_chem_work *w) {
    lt_real squares[LT_V_LANES], least[LT_V_LANES], keep[LT_V_LANES];
    double mean_square[LT_V_LANES], factor[LT_V_LANES];
    bool any_kept = false, any_below = false;
    lt_v_store(squares, sum);
    lt_v_store(least, w->least);
    for (int l = 0; l < LT_V_LANES; l++)
        mean_square[l] = (double)squares[l] / (LT_CHEM_COUNTED > 0 ? LT_CHEM_COUNTED : 1);
    factors(control, method->error_order, mean_square, factor);
    for (int l = 0; l < LT_V_LANES; l++) {
        bool idle = w->cell[l] < 0, taken = !idle && mean_square[l] <= 1.0, below = taken && least[l] < 0;
        if (!idle) judge_lane(taken, factor[l], l, w);
        keep[l] = taken ? 1 : -1;
        w->clips[l] |= below;
        any_below |= below;
        any_kept |= !taken && !idle;
    }
    accept(keep, any_kept, any_below, w);
    change_cells(control, cells, mean_square, w);
}

static bool busy(const lt_chem_work *w) {
    bool any = false;
    for (int l = 0; l < LT_V_LANES; l++) any |= w->cell[l] >= 0;
    return any;
}

static void lt_chem_integrate(const lt_rosenbrock *method, const lt_ros_control *control, const void *atol,
                              const lt_chem_cells *cells, void *work) {
    lt_chem_work *w = work;
    memset(w->state, 0, sizeof w->state);
    memset(w->k, 0, sizeof w->k);
    memset(w->clipped, 0, sizeof w->clipped);
    for (int p = 0; p < LT_CHEM_N; p++) w->atol[p] = ((const lt_real *)atol)[lt_chem_pivot[p]];
    w->y = w->state[0];
    w->z = w->state[1];
    w->own_next = 0;
    w->next = cells->next ? cells->next : &w->own_next;
    /* Numbers below the least normal one count as 0: they cost time and carry nothing (measured: README.md). */
    unsigned mode = _mm_getcsr();
    _mm_setcsr(mode | LT_CHEM_NO_SUBNORMALS);
    for (int l = 0; l < LT_V_LANES; l++) {
        w->wish[l] = w->left[l] = 1.0;
        take_up(control, cells, l, w);
        w->step[l] = lt_chem_step_try(w->wish[l], w->left[l]);
    }
    while (busy(w)) {
        lt_real per_h[LT_V_LANES];
        for (int l = 0; l < LT_V_LANES; l++) per_h[l] = (lt_real)(1.0 / w->step[l]);
        stages(method, lt_v_load(per_h), w);
        judge(method, control, cells, finish(method, control->rtol, w), w);
    }
    _mm_setcsr(mode);
}
