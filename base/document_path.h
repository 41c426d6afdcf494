/* document_path.h - where a file is that a document names: a case, a package, a measure, a grid.
 *
 * One rule for all of them. A path from the root is as it is. Any other is looked for beside the document, then in the
 * folder one stands in, then, for inputs that may be real data (weather, observations, boundary fields, inventories),
 * below the folder of the real data (lt_data_path). The first that has it counts: that is lt_node_path (config.h), and
 * here the last step. Names without a folder and an ending (grid: liaoning-27, packages: [boilers]) are no files. What
 * the command line names is found from the folder one stands in. */
#ifndef LT_DOCUMENT_PATH_H
#define LT_DOCUMENT_PATH_H

#include "base/config.h"

/* lt_node_path, and below the folder of the real data. false: nowhere; out is then the path beside the document. A
 * pattern (*, ?, [ ]) is where one file fits it. */
bool lt_node_data_path(const lt_node *node, const char *name, char *out, size_t size);
/* "no such file in cases (folder of the document), in ../mine (current folder)", for the member found of an error. */
const char *lt_node_searched(const lt_node *node, const char *name, bool data);
/* Is the name of a grid or a package a file: has it a folder or the ending .yaml? */
bool lt_is_document_path(const char *name);

#endif
