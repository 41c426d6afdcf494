/* grib_make.h - GRIB files made with ecCodes' own samples, for tests of the reader. Header only. */
#ifndef LT_TESTS_GRIB_MAKE_H
#define LT_TESTS_GRIB_MAKE_H

#include <eccodes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sets "key=value,key=value" in order: text, whole numbers, and numbers with a point. */
static __attribute__((unused)) void grib_set(codes_handle *handle, const char *keys) {
    char all[2000], *save = NULL;
    snprintf(all, sizeof all, "%s", keys);
    for (char *pair = strtok_r(all, ",", &save); pair; pair = strtok_r(NULL, ",", &save)) {
        char *value = strchr(pair, '='), *end;
        *value++ = '\0';
        size_t length = strlen(value);
        const double number = strtod(value, &end);
        const int code = *end                 ? codes_set_string(handle, pair, value, &length)
                         : strchr(value, '.') ? codes_set_double(handle, pair, number)
                                              : codes_set_long(handle, pair, (long)number);
        if (code != CODES_SUCCESS) fail_msg("%s=%s: %s", pair, value, codes_get_error_message(code));
    }
}

/* A message of a sample of ecCodes with these keys and values. */
static __attribute__((unused)) codes_handle *grib_message(const char *sample, const char *keys, const double *values,
                                                          size_t n) {
    codes_handle *handle = codes_grib_handle_new_from_samples(NULL, sample);
    assert_non_null(handle);
    grib_set(handle, keys);
    codes_set_long(handle, "bitsPerValue", 24);
    assert_int_equal(codes_set_double_array(handle, "values", values, n), CODES_SUCCESS);
    return handle;
}

/* One more message at the end of a file. */
static __attribute__((unused)) void grib_append(const char *path, const char *sample, const char *keys,
                                                const double *values, size_t n) {
    codes_handle *handle = grib_message(sample, keys, values, n);
    assert_int_equal(codes_write_message(handle, path, "a"), CODES_SUCCESS);
    codes_handle_delete(handle);
}

#endif
