/* kernel_cells.c - see kernel_cells.h. */
#include "model/chemistry/verify/kernel_cells.h"

#include "model/chemistry/solver/methods.h"

double lt_kernel_get(const lt_chem_kernel *kernel, const void *x, ptrdiff_t at) {
    return kernel->real_bytes == 4 ? (double)((const float *)x)[at] : ((const double *)x)[at];
}

void lt_kernel_put(const lt_chem_kernel *kernel, void *x, ptrdiff_t at, double value) {
    if (kernel->real_bytes == 4)
        ((float *)x)[at] = (float)value;
    else
        ((double *)x)[at] = value;
}

lt_status lt_kernel_cells_create(const lt_chem_kernel *kernel, const lt_states *states, const int *ids, int n, int pad,
                                 lt_kernel_cells *x) {
    const size_t size = (size_t)kernel->real_bytes, stride = (size_t)(n + pad), cells = (size_t)n;
    *x = (lt_kernel_cells){.kernel = kernel, .n = n, .stride = n + pad};
    LT_TRY(lt_calloc((size_t)kernel->n_variable * stride, size, &x->c));
    LT_TRY(lt_calloc((size_t)kernel->n_reactions * stride, size, &x->k));
    LT_TRY(lt_calloc(1, kernel->work_bytes, &x->work));
    LT_TRY(lt_calloc(cells, sizeof *x->step, &x->step));
    LT_TRY(lt_calloc((size_t)kernel->n_variable * stride, sizeof *x->clipped, &x->clipped));
    LT_TRY(lt_calloc(cells, sizeof *x->steps, &x->steps));
    LT_TRY(lt_calloc(cells, sizeof *x->rejected, &x->rejected));
    LT_TRY(lt_calloc(cells, sizeof *x->failed, &x->failed));
    for (int i = 0; i < n; i++) {
        for (int s = 0; s < kernel->n_variable; s++)
            lt_kernel_put(kernel, x->c, s * x->stride + i, states->start[(ptrdiff_t)s * states->n + ids[i]]);
        for (int r = 0; r < kernel->n_reactions; r++)
            lt_kernel_put(kernel, x->k, r * x->stride + i, states->k[(ptrdiff_t)r * states->n + ids[i]]);
    }
    return LT_OK;
}

void lt_kernel_cells_free(lt_kernel_cells *x) {
    void *const all[] = {x->c, x->k, x->work, x->step, x->clipped, x->steps, x->rejected, x->failed};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    *x = (lt_kernel_cells){0};
}

void lt_kernel_cells_pulse(lt_kernel_cells *x, const lt_states *states, const int *ids) {
    for (int s = 0; s < x->kernel->n_variable; s++)
        for (int i = 0; i < x->n; i++) {
            const ptrdiff_t at = s * x->stride + i;
            lt_kernel_put(x->kernel, x->c, at,
                          lt_kernel_get(x->kernel, x->c, at) + states->pulse[(ptrdiff_t)s * states->n + ids[i]]);
        }
}

lt_status lt_kernel_cells_integrate(lt_kernel_cells *x, const char *method, double rtol, double atol_ppb,
                                    double seconds, const int *order) {
    const lt_rosenbrock *rosenbrock;
    const lt_ros_control control = lt_ros_control_default(rtol);
    void *atol;
    LT_TRY(lt_ros_method_find(method, &rosenbrock));
    LT_TRY(lt_calloc((size_t)x->kernel->n_variable, (size_t)x->kernel->real_bytes, &atol));
    for (int s = 0; s < x->kernel->n_variable; s++) lt_kernel_put(x->kernel, atol, s, atol_ppb);
    const lt_chem_cells cells = {.n = x->n,
                                 .stride = x->stride,
                                 .seconds = seconds,
                                 .order = order,
                                 .c = x->c,
                                 .k = x->k,
                                 .step = x->step,
                                 .clipped = x->clipped,
                                 .steps = x->steps,
                                 .rejected = x->rejected,
                                 .failed = x->failed};
    x->kernel->integrate(rosenbrock, &control, atol, &cells, x->work);
    lt_free(atol);
    return LT_OK;
}
