import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Of files that wait more than they reckon, the size says nothing: each runs as long as everything else on one core. */
const longest = [
  'test/chaos/kill.test.ts',
  'test/chaos/record-kill.test.ts',
  'test/chaos/order-kill.test.ts',
  'test/chaos/storm.test.ts',
];

/**
 * Vitest begins with the largest files where it has not seen how long they take, as on a new machine. The longest would come last
 * there, and be waited for by idle cores.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const places = sorted.map((file, place) => ({ file, place, project: projectPlace(sorted, file) }));
    return places
      .sort(
        (one, other) =>
          one.project - other.project ||
          lengthPlace(one.file) - lengthPlace(other.file) ||
          one.place - other.place,
      )
      .map(({ file }) => file);
  }
}

/** Where the files of its project begin: projects stay together, and in their order. */
const projectPlace = (sorted: TestSpecification[], { project }: TestSpecification) =>
  sorted.findIndex((file) => file.project === project);

function lengthPlace({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
  return place === -1 ? longest.length : place;
}
