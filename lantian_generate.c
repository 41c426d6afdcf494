/* lantian_generate.c - the host tool of the build that writes the kernel of a mechanism:
 *   lantian_generate FILE.def NAME OUT.c
 * NAME is the identifier in the code (lt_chem_kernel_NAME_ISA). */
#include "model/chemistry/generate/generate.h"

#include <stdio.h>

static lt_status generate(const char *path, const char *name, FILE *out) {
    lt_mechanism *mechanism;
    lt_sparsity *sparsity = NULL;
    LT_TRY(lt_mechanism_read(path, &mechanism));
    lt_status status = lt_sparsity_create(mechanism, &sparsity);
    if (status == LT_OK) status = lt_generate_kernel(mechanism, sparsity, name, out);
    lt_sparsity_free(sparsity);
    lt_mechanism_free(mechanism);
    return status;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "lantian_generate FILE.def NAME OUT.c\n");
        return 2;
    }
    FILE *out = fopen(argv[3], "w");
    if (!out) {
        perror(argv[3]);
        return 3;
    }
    lt_status status = generate(argv[1], argv[2], out);
    if (fclose(out) != 0 && status == LT_OK)
        status = LT_RAISE(LT_ERR_ENV, .what = "the generated code cannot be written", .where = argv[3],
                          .found = "a write that failed", .todo = "look at the space of the build folder");
    if (status != LT_OK) {
        char text[4096];
        lt_error_text(status, text, sizeof text);
        fprintf(stderr, "%s\n", text);
        remove(argv[3]);
    }
    return lt_status_exit_code(status);
}
