// The browser's half of host_file.cpp: Files and Blobs, read synchronously, as only a worker may.
addToLibrary({
  kith_object_new__deps: ['$kithHost'],
  kith_object_new() {
    return kithHost.keep(new Blob());
  },

  kith_object_share__deps: ['$kithHost'],
  kith_object_share(object) {
    return kithHost.keep(kithHost.objects.get(object));
  },

  kith_object_append__deps: ['$kithHost'],
  kith_object_append(object, at, size) {
    try {
      const whole = new Blob([kithHost.objects.get(object), HEAPU8.slice(at, at + size)]);
      kithHost.objects.set(object, whole);
      return 1;
    } catch {
      return 0;
    }
  },

  kith_object_size__deps: ['$kithHost'],
  kith_object_size(object) {
    return kithHost.objects.get(object).size;
  },

  $kithFileReader: { reader: null },
  kith_object_read__deps: ['$kithHost', '$kithFileReader'],
  kith_object_read(object, offset, into, size) {
    try {
      kithFileReader.reader ??= new FileReaderSync();
      const slice = kithHost.objects.get(object).slice(offset, offset + size);
      const bytes = new Uint8Array(kithFileReader.reader.readAsArrayBuffer(slice));
      if (bytes.length !== size) return 0;
      HEAPU8.set(bytes, into);
      return 1;
    } catch {
      return 0;
    }
  },
});
