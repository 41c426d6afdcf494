/* grib_make.h - GRIB files made with ecCodes' own samples, for tests of the reader. Header only. */
#ifndef LT_TESTS_GRIB_MAKE_H
#define LT_TESTS_GRIB_MAKE_H

#include <eccodes.h>
#include <stdio.h>

/* Keys of a message as text, ended by NULL: {"shortName", "t", "level", "850", NULL}. */
typedef const char *const grib_keys[];

/* One more message of a sample ("GRIB2", "regular_ll_pl_grib1" ...) with these keys and values at the end of a file. */
static __attribute__((unused)) void grib_append(const char *path, const char *sample, const char *const *keys,
                                                const double *values, size_t n) {
    codes_handle *handle = codes_grib_handle_new_from_samples(NULL, sample);
    assert_non_null(handle);
    for (int k = 0; keys[k]; k += 2) {
        size_t length = strlen(keys[k + 1]);
        char *end;
        const double number = strtod(keys[k + 1], &end);
        int code;
        if (*end)
            code = codes_set_string(handle, keys[k], keys[k + 1], &length);
        else if (strchr(keys[k + 1], '.'))
            code = codes_set_double(handle, keys[k], number);
        else
            code = codes_set_long(handle, keys[k], (long)number);
        if (code != CODES_SUCCESS)
            fail_msg("%s=%s: %s", keys[k], keys[k + 1], codes_get_error_message(code));
    }
    codes_set_long(handle, "bitsPerValue", 24);
    assert_int_equal(codes_set_double_array(handle, "values", values, n), CODES_SUCCESS);
    assert_int_equal(codes_write_message(handle, path, "a"), CODES_SUCCESS);
    codes_handle_delete(handle);
}

#endif
