package io.cassport.copy.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories below which files may be touched. Several authorities each have their own: a path
 * has to be below one directory of every authority.
 */
public final class Roots {
  private final List<List<Path>> authorities;
  private final GuardedFileSystem guarded;

  private Roots(List<List<Path>> authorities) {
    this.authorities = authorities;
    this.guarded = new GuardedFileSystem(this);
  }

  /**
   * Roots as they lie now: their own symbolic links are followed here, once.
   *
   * @param authorities each one's directories; one without any allows nothing
   * @throws IOException when a directory cannot be resolved
   */
  public static Roots of(List<List<Path>> authorities) throws IOException {
    List<List<Path>> all = new ArrayList<>();
    for (List<Path> written : authorities) {
      List<Path> real = new ArrayList<>();
      for (Path root : written) {
        real.add(real(root));
      }
      all.add(List.copyOf(real));
    }
    return new Roots(List.copyOf(all));
  }

  /**
   * Refuses a path that leads outside.
   *
   * @throws OutsideRootsException when it does
   * @throws IOException when that cannot be found out
   */
  public void check(Path path) throws IOException {
    Path real = real(path);
    if (!isInside(real)) {
      throw new OutsideRootsException(path.toString());
    }
  }

  /**
   * A path to the same file which never leads outside, whatever becomes of the directories on its
   * way: each use of it looks anew and follows no link that was not looked at. Paths of add-ons,
   * which follow no links, and all paths when nothing is limited, stay what they are.
   */
  public Path guard(Path path) {
    return authorities.isEmpty() || !Locations.isLocal(path) || path instanceof GuardedPath
        ? path
        : new GuardedPath(guarded, path);
  }

  boolean isInside(Path real) {
    return authorities.stream().allMatch(roots -> roots.stream().anyMatch(real::startsWith));
  }

  /**
   * The uppermost of the roots above a path that is inside. What lies above it is not for those to
   * change who may write below it.
   */
  Path anchor(Path real) {
    return authorities.stream()
        .flatMap(List::stream)
        .filter(real::startsWith)
        .reduce((a, b) -> a.getNameCount() <= b.getNameCount() ? a : b)
        .orElseThrow();
  }

  /** The path with the symbolic links of its existing part followed and without {@code ..}. */
  static Path real(Path path) throws IOException {
    if (!Locations.isLocal(path)) {
      return path.normalize(); // an add-on follows no links, and a look would be a connection
    }
    Path plain = GuardedPath.plain(path).toAbsolutePath();
    Path existing = plain;
    List<Path> missing = new ArrayList<>();
    while (existing != null && !Files.exists(existing)) {
      if (Files.isSymbolicLink(existing)) {
        throw new OutsideRootsException(
            path.toString(), "it passes through a symbolic link that leads nowhere: " + existing);
      }
      missing.add(0, existing.getFileName());
      existing = existing.getParent();
    }
    Path real = existing == null ? plain : existing.toRealPath();
    for (Path name : missing) {
      if (name == null || name.toString().equals("..")) {
        throw new OutsideRootsException(
            path.toString(), "it has '..' below a directory that is not there; write it plainly");
      }
      real = real.resolve(name);
    }
    return real.normalize();
  }

  /** As {@link #real}, but for a link at the path's end, which is meant itself. */
  static Path realButLast(Path path) throws IOException {
    Path plain = GuardedPath.plain(path).toAbsolutePath();
    Path name = plain.getFileName();
    return name == null || name.toString().equals("..") || name.toString().equals(".")
        ? real(plain)
        : real(plain.getParent()).resolve(name);
  }
}
