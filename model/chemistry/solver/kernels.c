/* kernels.c - the generated kernels of this build. */
#include "kernel_list.h"

#include "base/hash.h"
#include "model/chemistry/mechanism/digest.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/kernel/real.h"
#include "model/state/isa.h"

#include <string.h>

#define DECLARE(name) extern const lt_chem_kernel lt_chem_kernel_##name;
LT_CHEM_KERNELS(DECLARE)

static const lt_chem_kernel *const kernels[] = {
#define ROW(name) &lt_chem_kernel_##name,
    LT_CHEM_KERNELS(ROW) NULL};

enum { N_KERNELS = sizeof kernels / sizeof *kernels - 1 };

const lt_chem_kernel *lt_chem_kernel_number(int number) {
    return number >= 0 && number < N_KERNELS ? kernels[number] : NULL;
}

bool lt_chem_kernel_runs(const lt_chem_kernel *kernel) {
    const lt_kernels *chosen;
    if (lt_isa_kernels(&chosen) != LT_OK) {
        lt_error_clear();
        return false;
    }
    return strncmp(kernel->isa, chosen->isa, 2) <= 0; /* v3 runs where v4 does */
}

const lt_chem_kernel *lt_chem_kernel_find(const lt_mechanism *mechanism) {
    const lt_kernels *chosen;
    lt_digest digest;
    if (lt_isa_kernels(&chosen) != LT_OK) {
        lt_error_clear(); /* the interpreter needs no set */
        return NULL;
    }
    lt_mechanism_digest(mechanism, digest);
    for (int n = 0; n < N_KERNELS; n++)
        if (strcmp(kernels[n]->isa, chosen->isa) == 0 && kernels[n]->real_bytes == (int)sizeof(lt_real) &&
            strcmp(kernels[n]->digest, digest) == 0)
            return kernels[n];
    return NULL;
}
