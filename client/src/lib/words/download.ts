/** Hands the person a text file. */
export function downloadText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  download(url, name);
  URL.revokeObjectURL(url);
}

/** Hands the person what is at this address; without a name, under the one that the server gives it. */
export function download(url: string, name = ""): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
}
