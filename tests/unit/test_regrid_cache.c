/* Weights that are kept in a folder: the same bits when they are read, made anew where they do not fit. */
#include "mesh_fixture.h"

#include "tests/support/root.h"

/* The cache: made once, read after that with the same bits, made again when damaged or when a grid is another one. */
static void test_cache(void **state) {
    (void)state;
    char command[600];
    lt_outdir *dir;
    lt_regrid *a, *b;
    bool made;
    lt_grid *g = lambert(6, 27000);
    lt_mesh *source = even(60, 60, 117, 37, 0.2, 0.2), *other = even(61, 60, 117, 37, 0.2, 0.2), *target;
    OK(lt_mesh_grid(g, &target));
    OK(lt_outdir_open(root, &dir));
    OK(lt_regrid_cached(dir, source, target, &a, &made));
    assert_true(made);
    OK(lt_regrid_cached(dir, source, target, &b, &made));
    assert_false(made);
    assert_int_equal(a->n, b->n);
    assert_memory_equal(a->overlap, b->overlap, (size_t)a->n * sizeof(double));
    assert_memory_equal(a->source, b->source, (size_t)a->n * sizeof(int));
    assert_memory_equal(a->row, b->row, 37 * sizeof(long));
    assert_memory_equal(&a->window, &b->window, sizeof a->window);
    assert_memory_equal(a->source_area, b->source_area, (size_t)a->n_source * sizeof(double));
    lt_regrid_free(b);
    OK(lt_regrid_cached(dir, other, target, &b, &made));
    assert_true(made);
    lt_regrid_free(b);
    /* One byte in the middle of every file: size and place of the file stay. */
    snprintf(command, sizeof command,
             "for f in %s/weights_*.nc; do printf X | dd of=$f bs=1 seek=9000 conv=notrunc 2>/dev/null; done", root);
    assert_int_equal(system(command), 0);
    OK(lt_regrid_cached(dir, source, target, &b, &made));
    assert_true(made);
    assert_memory_equal(a->overlap, b->overlap, (size_t)a->n * sizeof(double));
    lt_regrid_free(a);
    lt_regrid_free(b);
    lt_outdir_close(dir);
    lt_mesh_free(source);
    lt_mesh_free(other);
    lt_mesh_free(target);
    lt_grid_free(g);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cache)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
