/* journal_away.c - a journal whose files and parts another rank writes (writer_link.h). What is not netCDF is written
 * here too: tables stand in the folder of this rank. */
#include "base/ncio_away.h"
#include "model/driver/journal_private.h"

void lt_journal_send_to(lt_journal *j, lt_writer_link *link) {
    j->link = link;
}

bool lt_journal_leads(const lt_journal *j) {
    return j->link && lt_writer_link_leads(j->link);
}

static lt_status end_file(void *journal, lt_ncw *file, lt_digest digest) {
    const lt_journal *j = journal;
    for (int n = 0; n < j->n; ++n)
        if (j->files[n].file == file) return lt_writer_link_whole(j->link, n, j->files[n].name, file, digest);
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a file that the journal does not know");
}

lt_status lt_journal_create_file(lt_journal *j, lt_outdir *dir, const char *name, const char *title, lt_ncw **out) {
    return lt_journal_leads(j) ? lt_ncw_create_away(dir, name, title, end_file, j, out)
                               : lt_ncw_create(dir, name, title, out);
}

bool lt_journal_sends_cells(const lt_journal *j) {
    return j->link != NULL;
}

lt_status lt_journal_send_cells(lt_journal *j, int number, const char *variable, size_t record, const lt_part *part,
                                int layers, const float *mine) {
    const size_t n = (size_t)layers * (size_t)part->nx * (size_t)part->ny;
    lt_piece piece;
    LT_TRY(lt_journal_piece(number, variable, record, n, sizeof *mine, &piece));
    return lt_writer_link_cells(j->link, &piece, part, layers, mine);
}

/* Made whole by the rank that writes, entered here. */
lt_status lt_journal_seal_away(lt_journal *j, char name[208], lt_digest digest) {
    if (!lt_journal_leads(j)) return LT_OK;
    LT_TRY(lt_writer_link_seal(j->link, name, digest));
    return name[0] ? lt_outdir_enter(j->dir, name, digest) : LT_OK;
}
