/* chem_lanes.h - cells through the lanes of a vector: included by chem_kernel.h.
 *
 * Every lane is a cell of its own with its own step; the moment it is done the next cell takes its place. No operation
 * mixes lanes, so a cell's end depends on nothing but its own numbers. A step that is not taken is tried again from y
 * with a smaller h; a taken one clips negative values to 0. How long steps are: chem_step.h. */

/* Lanes that change their cells in the same step: together, for a row of the tables and of the vectors is then fetched
 * once for all of them. */
typedef struct lt_chem_lanes {
    int n, lane[LT_V_LANES], failed[LT_V_LANES];
} lt_chem_lanes;

/* Columns cell[i] of the tables into the lanes. */
static void read_columns(const lt_chem_cells *cells, const lt_chem_lanes *lanes, const int *cell, lt_chem_work *w) {
    for (int i = 0; i < lanes->n; i++) {
        const lt_real *c = (const lt_real *)cells->c + cell[i], *k = (const lt_real *)cells->k + cell[i];
        lt_real *y = (lt_real *)w->y + lanes->lane[i], *own_k = (lt_real *)w->k + lanes->lane[i];
        for (int p = 0; p < LT_CHEM_N; p++) y[p * LT_V_LANES] = c[lt_chem_pivot[p] * cells->stride];
        for (int r = 0; r < LT_CHEM_ACTIVE; r++) own_k[r * LT_V_LANES] = k[lt_chem_reaction[r] * cells->stride];
    }
}

/* The same for columns side by side, of which a whole vector lies in the tables: a vector of each row is put into place
 * at once. */
static void read_neighbours(const lt_chem_cells *cells, const lt_chem_lanes *lanes, int first, lt_chem_work *w) {
    int from[LT_V_LANES] = {0};
    lt_real old[LT_V_LANES];
    for (int l = 0; l < LT_V_LANES; l++) old[l] = -1;
    for (int i = 0; i < lanes->n; i++) {
        from[lanes->lane[i]] = i;
        old[lanes->lane[i]] = 1;
    }
    const lt_vec_places places = lt_v_places(from);
    const lt_vec_mask kept = lt_v_negative(lt_v_load(old));
    const lt_real *c = (const lt_real *)cells->c + first, *k = (const lt_real *)cells->k + first;
    for (int p = 0; p < LT_CHEM_N; p++)
        w->y[p] = lt_v_select(kept, w->y[p], lt_v_permute(lt_v_load(c + lt_chem_pivot[p] * cells->stride), places));
    for (int r = 0; r < LT_CHEM_ACTIVE; r++)
        w->k[r] = lt_v_select(kept, w->k[r], lt_v_permute(lt_v_load(k + lt_chem_reaction[r] * cells->stride), places));
}

static void write_columns(const lt_chem_cells *cells, const lt_chem_lanes *lanes, const int *cell, lt_chem_work *w) {
    for (int i = 0; i < lanes->n; i++) {
        lt_real *c = (lt_real *)cells->c + cell[i];
        const lt_real *y = (const lt_real *)w->y + lanes->lane[i];
        for (int p = 0; p < LT_CHEM_N; p++) c[lt_chem_pivot[p] * cells->stride] = y[p * LT_V_LANES];
    }
}

/* The next places of the list for this thread: whole lines of memory of every row, for two threads that write into the
 * same lines would wait for each other; fewer towards the end, so that all have work till then. False: none is left. */
static bool claim(const lt_chem_cells *cells, lt_chem_work *w) {
    int first = __atomic_load_n(w->next, __ATOMIC_RELAXED), n;
    do {
        int left = cells->n - first, share = left / LT_CHEM_SHARES / LT_CHEM_LINE * LT_CHEM_LINE;
        if (left <= 0) return false;
        n = share < LT_CHEM_LINE ? LT_CHEM_LINE : share > LT_CHEM_CHUNK ? LT_CHEM_CHUNK : share;
        n = n < left ? n : left;
    } while (!__atomic_compare_exchange_n(w->next, &first, first + n, true, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
    w->place = first;
    w->chunk_end = first + n;
    return true;
}

/* The next place in the list, -1: none is left. */
static int next_place(const lt_chem_cells *cells, lt_chem_work *w) {
    return w->place < w->chunk_end || claim(cells, w) ? w->place++ : -1;
}

/* The next cells of the list into the lanes; without any left, a lane is idle and drops out. */
static void take_up(const lt_ros_control *control, const lt_chem_cells *cells, lt_chem_lanes *lanes, lt_chem_work *w) {
    int cell[LT_V_LANES], n = 0;
    bool neighbours = !cells->order;
    for (int i = 0; i < lanes->n; i++) {
        int l = lanes->lane[i], place = next_place(cells, w);
        w->cell[l] = place < 0 ? -1 : cells->order ? cells->order[place] : place;
        if (place < 0) continue;
        lanes->lane[n] = l;
        cell[n] = w->cell[l];
        neighbours = neighbours && cell[n] == cell[0] + n;
        n++;
        w->left[l] = cells->seconds;
        w->wish[l] = cells->step[w->cell[l]] > 0.0 ? cells->step[w->cell[l]] : control->first_step;
        w->steps[l] = w->rejected[l] = 0;
        w->again[l] = w->clips[l] = false;
    }
    lanes->n = n;
    if (n == 0) return;
    if (neighbours && cell[0] + LT_V_LANES <= w->chunk_end) /* no other thread writes there */
        read_neighbours(cells, lanes, cell[0], w);
    else
        read_columns(cells, lanes, cell, w);
}

/* What clipping added to a lane's cell. */
static void put_clipped(const lt_chem_cells *cells, int l, bool failed, lt_chem_work *w) {
    for (int p = 0; p < LT_CHEM_N; p++) {
        lt_real *clipped = &((lt_real *)&w->clipped[p])[l];
        if (!failed && cells->clipped)
            cells->clipped[lt_chem_pivot[p] * cells->stride + w->cell[l]] += (double)*clipped;
        *clipped = 0;
    }
}

static void put_back(const lt_chem_cells *cells, const lt_chem_lanes *lanes, lt_chem_work *w) {
    lt_chem_lanes good = {0};
    int to[LT_V_LANES];
    for (int i = 0; i < lanes->n; i++) {
        int l = lanes->lane[i], cell = w->cell[l];
        cells->failed[cell] = (uint8_t)lanes->failed[i];
        if (cells->steps) cells->steps[cell] = w->steps[l];
        if (cells->rejected) cells->rejected[cell] = w->rejected[l];
        if (w->clips[l]) put_clipped(cells, l, lanes->failed[i], w);
        if (lanes->failed[i]) continue;
        cells->step[cell] = lt_chem_step_kept(cells->step[cell], w->first[l], w->wish[l]);
        good.lane[good.n] = l;
        to[good.n++] = cell;
    }
    write_columns(cells, &good, to, w);
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

/* Cells that are done or have failed are put back, and the next ones taken up. */
static void change_cells(const lt_ros_control *control, const lt_chem_cells *cells, const double *mean_square,
                         lt_chem_work *w) {
    lt_chem_lanes lanes = {0};
    for (int l = 0; l < LT_V_LANES; l++) {
        bool done = w->left[l] <= 0.0, small = w->again[l] && w->wish[l] < control->least_step;
        bool leaves = done || small || w->steps[l] + w->rejected[l] >= control->most_steps;
        if (w->cell[l] < 0 || !leaves) continue;
        lanes.failed[lanes.n] = done ? 0 : mean_square[l] < 1e30 ? 1 : 2;
        lanes.lane[lanes.n++] = l;
    }
    if (lanes.n > 0) {
        put_back(cells, &lanes, w);
        take_up(control, cells, &lanes, w);
    }
    for (int l = 0; l < LT_V_LANES; l++)
        if (w->cell[l] >= 0) w->step[l] = lt_chem_step_try(w->wish[l], w->left[l]);
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
    w->own_next = w->place = w->chunk_end = 0;
    w->next = cells->next ? cells->next : &w->own_next;
    /* Numbers below the least normal one count as 0: they cost time and carry nothing (measured:
     * model/chemistry/generate/README.md). */
    unsigned mode = _mm_getcsr();
    _mm_setcsr(mode | LT_CHEM_NO_SUBNORMALS);
    lt_chem_lanes all = {.n = LT_V_LANES};
    for (int l = 0; l < LT_V_LANES; l++) all.lane[l] = l;
    take_up(control, cells, &all, w);
    for (int l = 0; l < LT_V_LANES; l++) w->step[l] = w->cell[l] < 0 ? 1.0 : lt_chem_step_try(w->wish[l], w->left[l]);
    while (busy(w)) {
        lt_real per_h[LT_V_LANES];
        for (int l = 0; l < LT_V_LANES; l++) per_h[l] = (lt_real)(1.0 / w->step[l]);
        stages(method, lt_v_load(per_h), w);
        judge(method, control, cells, finish(method, control->rtol, w), w);
    }
    _mm_setcsr(mode);
}
