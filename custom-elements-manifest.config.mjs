/** Of all modules, those that define elements, as they lie in the package, and of their members the public ones. */
const publicElements = {
  name: 'public-elements',
  packageLinkPhase({ customElementsManifest }) {
    for (const module of customElementsManifest.modules) {
      module.path = published(module.path);
      module.declarations = module.declarations.filter(({ customElement }) => customElement);
      module.exports = module.exports.filter(({ declaration }) =>
        module.declarations.some(({ name }) => name === declaration.name),
      );
      for (const { declaration } of module.exports) declaration.module = published(declaration.module);
      for (const element of module.declarations) {
        element.members = element.members?.filter(
          ({ name, privacy, static: isStatic }) => !name.startsWith('#') && !privacy && !isStatic,
        );
      }
    }
    customElementsManifest.modules = customElementsManifest.modules.filter(
      ({ declarations }) => declarations.length > 0,
    );
  },
};

const published = (path) => path.replace(/^src\//, 'lib/').replace(/\.ts$/, '.js');

export default {
  globs: ['src/components/**/*.ts'],
  outdir: 'lib',
  litelement: true,
  packagejson: false,
  plugins: [publicElements],
};
