/** `--data` for a recorded data set: the generator call that made it. */
const generators: Readonly<Record<string, string>> = {
  circles42: 'circles:samples=500,noise=0.1,seed=42',
  moons42: 'moons:samples=500,noise=0.2,seed=42',
  blobs42: 'blobs:samples=300,classes=3,noise=1,seed=42',
};

export function recordedData(name: string): string {
  const data = generators[name];
  if (data === undefined) throw new Error(`There is no generator for ${name}.`);
  return data;
}
