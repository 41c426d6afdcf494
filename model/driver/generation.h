/* generation.h - the restart files of a run: writing one, and finding the one to go on from.
 *
 * Going on from a file that the user names: it must belong to this grid, configuration, species list and precision
 * (belongs.h) and be of the same format and results version. Weather, emissions, variant and period may be others: a
 * package may begin from the state of the base run. The outputs then begin at its hour.
 * Going on with a run that was cut off (lantian run does it by itself, lantian model with --resume): beyond that all
 * that decides the run must be the same, and the parts of its outputs must be whole (journal.h). The newest generation
 * that is whole is taken, else the one before it, else the run starts anew. */
#ifndef LT_GENERATION_H
#define LT_GENERATION_H

#include "model/driver/domain.h"

typedef struct lt_generations {
    lt_comm comm; /* all ranks of the run */
    lt_outdir *dir;
    const char *file;      /* name of the restart file in dir */
    const char *inputs;    /* digest of all that decides the run; "": it cannot be resumed */
    const char *from_path; /* file that the user named, or NULL */
    const char *title;     /* of the run, for the log */
    char stem[160];        /* of the parts of its outputs */
    char *belongs;         /* text of what its states belong to; "" on other ranks than the lowest */
    lt_digest origin;      /* of the file at from_path as it was at the start, "" for none */
} lt_generations;

/* What to go on from. */
typedef struct lt_beginning {
    lt_restart *from; /* NULL: from the start */
    long hour;        /* of the run, to go on with; outputs begin at first_hour */
    long first_hour;
    bool same_run; /* the file comes from a run of the same inputs */
    bool resumes;  /* that run was cut off: its outputs are taken over */
} lt_beginning;

/* Other members are filled; domains are open. */
lt_status lt_generations_open(lt_generations *g, const lt_model_config *config, lt_domain *const *domains, int n);
void lt_generations_close(lt_generations *g);

/* The lowest rank looks, all get what it found. Collective, as what follows. */
lt_status lt_generations_find(const lt_generations *g, const lt_domain_span *span, bool resume, lt_beginning *out);
/* All arrays of all domains that are under way. */
lt_status lt_generations_read(const lt_generations *g, const lt_beginning *beginning, lt_domain *const *domains, int n);
/* Seal the part of the outputs and write the state after hours of the run. */
lt_status lt_generations_write(const lt_generations *g, lt_domain *const *domains, int n, lt_journal *journal,
                               long first_hour, long hours);

#endif
