/* Files say where they are in the way of CF: the mapping stands in the file and every field names it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/mini_air.h"

static void test_mapping(void **state) {
    (void)state;
    char folder[64], text[128], command[128];
    double value;
    lt_outdir *dir = mini_dir(folder, 1);
    lt_ncr *file;
    MINI_OK(lt_ncr_open_own(dir, "grid.nc", &file));
    MINI_OK(lt_ncr_attr_text(file, "area", "grid_mapping", text, sizeof text));
    assert_string_equal(text, "crs");
    MINI_OK(lt_ncr_attr_text(file, "area", "coordinates", text, sizeof text));
    assert_string_equal(text, "lon lat");
    assert_int_not_equal(lt_ncr_attr_text(file, "lon", "coordinates", text, sizeof text), LT_OK);
    MINI_OK(lt_ncr_attr_text(file, "crs", "grid_mapping_name", text, sizeof text));
    assert_string_equal(text, "lambert_conformal_conic");
    MINI_OK(lt_ncr_attr_double(file, "crs", "longitude_of_central_meridian", &value));
    assert_true(value == 122.25);
    MINI_OK(lt_ncr_attr_double(file, "crs", "earth_radius", &value));
    assert_true(value == 6370000.0);
    lt_ncr_close(file);
    lt_outdir_close(dir);
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mapping)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
