#include "postproc/results_folder.h"

#include "base/job.h"
#include "base/outdir.h"

#include <stdio.h>

lt_status lt_results_folder(const lt_cli *cli, const char *name, char *out, size_t size) {
    const bool itself = lt_path_exists(lt_fmt("%s/summary.json", name));
    if (itself || cli->out) {
        snprintf(out, size, "%s", itself ? name : cli->out);
        return LT_OK;
    }
    lt_case *setup = NULL;
    LT_TRY(lt_case_read(name, cli, &setup));
    snprintf(out, size, "out/%s", setup->id);
    lt_case_free(setup);
    return LT_OK;
}
