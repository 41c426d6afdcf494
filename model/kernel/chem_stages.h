/* chem_stages.h - a step of a Rosenbrock method for a vector of cells: included by chem_kernel.h.
 *
 *   (1/(h g) - J) K_i = f(y + sum_{j<i} a_ij K_j) + sum_{j<i} (c_ij / h) K_j,   z = y + sum m_i K_i
 *
 * with f and J of y (rosenbrock.h). h is a lane's own. */

enum {
    LT_CHEM_LINE = 64 / sizeof(lt_real), /* cells in a line of memory */
    LT_CHEM_CHUNK = 64,                  /* the most that a thread takes from the list at once */
    LT_CHEM_SHARES = 8                   /* and at most this part of what is left */
};

/* Working memory of a vector of cells; rows in the order of elimination. */
typedef struct lt_chem_work {
    lt_vec k[LT_CHEM_ACTIVE], r[LT_CHEM_ACTIVE], p[LT_CHEM_PARTIALS + 1], lu[LT_CHEM_LU];
    lt_vec state[2][LT_CHEM_N], f[LT_CHEM_N], stage[LT_ROS_MOST_STAGES][LT_CHEM_N], clipped[LT_CHEM_N];
    lt_real atol[LT_CHEM_N];
    lt_vec *y, *z; /* state: before the step, and at a stage or after it */
    lt_vec least;  /* the least value of z */
    /* By lane. */
    double step[LT_V_LANES];  /* to try, s */
    double wish[LT_V_LANES];  /* what the control asked for before the end of the time cut it */
    double first[LT_V_LANES]; /* the wish after the first step that was taken */
    double left[LT_V_LANES];  /* s */
    int cell[LT_V_LANES];     /* -1: idle */
    int steps[LT_V_LANES], rejected[LT_V_LANES];
    bool again[LT_V_LANES]; /* the last step was not taken */
    bool clips[LT_V_LANES]; /* something of this cell was clipped */
    int *next, own_next;    /* place in the order of the next cells that nobody has taken */
    int place, chunk_end;   /* of those taken: the next, and behind the last */
} lt_chem_work;

#define LT_CHEM_INLINE static inline __attribute__((always_inline))

/* out = base + sum over n of weight[q] * term[q]; n is a constant where this is called. */
LT_CHEM_INLINE void combine_n(int n, const lt_vec *base, const lt_vec *const *term, const lt_vec *weight, lt_vec *out) {
    for (int p = 0; p < LT_CHEM_N; p++) {
        lt_vec x = base[p];
        LT_CHEM_UNROLL
        for (int q = 0; q < n; q++) x = lt_v_fma(weight[q], term[q][p], x);
        out[p] = x;
    }
}

static void combine(int n, const lt_vec *base, const lt_vec *const *term, const lt_vec *weight, lt_vec *out) {
    switch (n) {
    case 0:
        combine_n(0, base, term, weight, out);
        break;
    case 1:
        combine_n(1, base, term, weight, out);
        break;
    case 2:
        combine_n(2, base, term, weight, out);
        break;
    case 3:
        combine_n(3, base, term, weight, out);
        break;
    case 4:
        combine_n(4, base, term, weight, out);
        break;
    default:
        combine_n(5, base, term, weight, out);
        break;
    }
}

/* Weights of 0 are left out: weight of the stages j < i. */
LT_CHEM_INLINE int weights(const double *from, int i, lt_vec by, lt_chem_work *w, const lt_vec **term, lt_vec *weight) {
    int n = 0;
    for (int j = 0; j < i; j++) {
        if (from[j] == 0.0) continue;
        term[n] = w->stage[j];
        weight[n++] = by * lt_v_all(from[j]);
    }
    return n;
}

static void stages(const lt_rosenbrock *method, lt_vec per_h, lt_chem_work *w) {
    const lt_vec *term[LT_ROS_MOST_STAGES];
    lt_vec weight[LT_ROS_MOST_STAGES];
    /* The first stage goes down L while L is made. */
    partials(w->k, w->y, w->p, w->r);
    change(w->r, w->f);
    factor(per_h * lt_v_all(1.0 / method->gamma), w->k, w->p, w->f, w->lu, w->stage[0]);
    backward(w->lu, w->stage[0]);
    for (int i = 1; i < method->stages; i++) {
        const double *a = method->a + i * (i - 1) / 2, *c = method->c + i * (i - 1) / 2;
        if (method->new_f[i]) {
            combine(weights(a, i, lt_v_all(1.0), w, term, weight), w->y, term, weight, w->z);
            rates(w->k, w->z, w->r);
            change(w->r, w->f);
        }
        combine(weights(c, i, per_h, w, term, weight), w->f, term, weight, w->stage[i]);
        forward(w->lu, w->stage[i]);
        backward(w->lu, w->stage[i]);
    }
}

/* z and its least value; returns the sum of the squares of error / (atol + rtol max(|y|, |z|)). What clipping would add
 * is an error too (rosenbrock.h). */
LT_CHEM_INLINE lt_vec finish_n(int n, const lt_rosenbrock *method, double rtol, lt_chem_work *w) {
    lt_vec sum[2] = {lt_v_all(0.0), lt_v_all(0.0)}, m[LT_ROS_MOST_STAGES], e[LT_ROS_MOST_STAGES];
    lt_vec least = lt_v_all(0.0);
    LT_CHEM_UNROLL
    for (int i = 0; i < n; i++) {
        m[i] = lt_v_all(method->m[i]);
        e[i] = lt_v_all(method->e[i]);
    }
    for (int p = 0; p < LT_CHEM_N; p++) {
        lt_vec z = w->y[p], error = lt_v_all(0.0);
        LT_CHEM_UNROLL
        for (int i = 0; i < n; i++) {
            z = lt_v_fma(m[i], w->stage[i][p], z);
            error = lt_v_fma(e[i], w->stage[i][p], error);
        }
        w->z[p] = z;
        least = lt_v_min(least, z);
        if (!lt_chem_counted[p]) continue;
        if (lt_chem_positive[p]) error = lt_v_max(lt_v_abs(error), lt_v_all(0.0) - z);
        error = error / lt_v_fma(lt_v_all(rtol), lt_v_max(lt_v_abs(w->y[p]), lt_v_abs(z)), lt_v_all(w->atol[p]));
        sum[p & 1] = lt_v_fma(error, error, sum[p & 1]);
    }
    w->least = least;
    return sum[0] + sum[1];
}

static lt_vec finish(const lt_rosenbrock *method, double rtol, lt_chem_work *w) {
    switch (method->stages) {
    case 2:
        return finish_n(2, method, rtol, w);
    case 3:
        return finish_n(3, method, rtol, w);
    case 4:
        return finish_n(4, method, rtol, w);
    case 5:
        return finish_n(5, method, rtol, w);
    default:
        return finish_n(LT_ROS_MOST_STAGES, method, rtol, w);
    }
}
